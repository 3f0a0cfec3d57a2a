import type { Readable } from "node:stream";

/**
 * Keeps bytes by key. Keys are ours: names of `a-z 0-9 _ - .`, parted by slashes. Each method throws
 * `ConnectorError` where the storage says no or nothing, and may be called again.
 */
export type StorageConnector = {
  /**
   * Keeps the whole of it or nothing, in place of what had the key before. What comes in pieces is never
   * held as a whole.
   */
  put(object: StoredObject): Promise<void>;
  /** Null where there is none. @throws ConnectorError also where it is longer than `maxBytes` */
  get(key: string, limits: { maxBytes: number }): Promise<Buffer | null>;
  /** Its size in bytes; null where there is none. */
  head(key: string): Promise<{ size: number } | null>;
  /** Also where there is none. */
  delete(key: string): Promise<void>;
  /** An address that serves one request without our credentials; without it all goes through us. */
  presign?(request: PresignRequest): Promise<string>;
  /** Piece by piece, where there are no such addresses; null where there is none. */
  stream?(key: string): Promise<{ size: number; body: Readable } | null>;
};

export type StoredObject = {
  key: string;
  body: Uint8Array | AsyncIterable<Uint8Array>;
  contentType: string;
};

/** What the address is good for: whoever uses it can change nothing of this. */
export type PresignRequest = { key: string; expiresInSeconds: number } & (
  | { method: "GET"; contentType: string; disposition: string }
  | { method: "PUT"; contentType: string; size: number }
);
