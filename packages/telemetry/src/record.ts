/** A request that was answered, or a call that left the product, as the log keeps it. */
export type RequestRecord = {
  /** When it came in. */
  at: Date;
  requestId: string;
  /** As in `traceparent` (W3C Trace Context): 32 hexadecimal digits. */
  traceId: string;
  transport: RecordedTransport;
  /** The procedure, such as `books.create`; of a call that left, the connector. */
  operation: string | null;
  version: string | null;
  principal: RecordedPrincipal | null;
  method: string;
  /** The path as a pattern, such as `/orders/{id}`. */
  route: string | null;
  /** The path without its query. */
  path: string;
  /** 499 where the caller went away before the answer. */
  status: number;
  errorCode: string | null;
  /** Microseconds, as are the phases. */
  durationUs: number;
  phases: Phases;
  bytesIn: number;
  bytesOut: number;
  /** As the policy lets it be kept. */
  ip: string | null;
  userAgent: string | null;
  /** Whether the answer was that of an earlier request with the same idempotency key. */
  replayed: boolean;
  /** That earlier request, where it is known. */
  replayOf?: string | null;
  detail: RequestDetail | null;
  /** Of a call that left: 1, and more where it was repeated, and what the other side calls it. */
  outbound?: { attempt: number; providerRequestId: string | null };
  /** In the trace: the span that a call which left was given, and the one that a request came from. */
  span?: { id: string | null; parentId: string | null };
};

/** Parts of a duration in microseconds; missing where there was no such phase. */
export type Phases = Partial<Record<Phase, number>>;

export const phases = ["auth", "limit", "parse", "database", "render"] as const;
export type Phase = (typeof phases)[number];

export const recordedTransports = [
  "rest",
  "trpc",
  "mcp",
  "oauth",
  "webhook",
  "page",
  "file",
  "outbound",
  "other",
] as const;
export type RecordedTransport = (typeof recordedTransports)[number];

/** The credential that was verified, and whose it is. */
export type RecordedPrincipal = { kind: string; id: string; partnerId: string | null };

/** Headers and bodies, masked before they come here. */
export type RequestDetail = {
  query: string | null;
  requestHeaders: Record<string, string>;
  requestBody: string | null;
  responseHeaders: Record<string, string>;
  responseBody: string | null;
  /** Whether anything of the request was masked: then it cannot be sent again as it was. */
  masked: boolean;
};
