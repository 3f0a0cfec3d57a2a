import type { IncomingHttpHeaders } from "node:http";

/** One request as it came over the wire. */
export type RecordedRequest = {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  text: string;
  /** The fields of a form-encoded body, with Stripe's brackets in their names. */
  form: Record<string, string>;
};

/** `body` is sent as JSON, a string as it is. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/** A 500 of the API itself, before or after it has acted. */
export type InnerFault = "errorBefore" | "errorAfter" | undefined;
