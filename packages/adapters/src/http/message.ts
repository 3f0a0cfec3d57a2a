/** How large a body may be, in bytes, before it is refused with 413. */
export const bodyBytesMax = 1_048_576;

/** A request as the handlers read it, whichever runtime received it. */
export type HttpRequest = {
  method: string;
  /** Path and query as they were sent: `/api/v1/notes?limit=2`. */
  target: string;
  /** The value of a header by its lower-case name. */
  header(name: string): string | undefined;
  hasBody: boolean;
  /**
   * The whole body; empty where there is none.
   * @throws RestError `payload_too_large` beyond so many bytes
   */
  read(bytesMax: number): Promise<Uint8Array>;
  /** Whether the caller went away before everything it had to send was read. */
  aborted(): boolean;
};

export type HttpResponse = {
  status: number;
  headers: Record<string, string>;
  /** Text, sent as UTF-8. */
  body?: string;
};
