import type { z } from "zod";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

export type Method = (typeof methods)[number];

/** The statuses that a successful call may have (RFC 9110 §15.3). */
export type SuccessStatus = 200 | 201 | 202 | 204;

/**
 * What a tRPC procedure says about itself in `.meta()`. Without `rest` it is on no REST transport.
 * Kept flat and free of schema generics, so that completion stays quick in large routers.
 */
export type ProcedureMeta = {
  /** A query only reads; a command changes something. What tRPC says by default. */
  kind?: "query" | "command";
  /** What the caller must hold, such as `notes:read`. */
  scope?: string;
  /** The schema of the answer, where it is not given by `.output()`; `z.void()` for none. */
  output?: z.ZodType;
  /** Method and path template: `GET /notes/{id}`. Each `{param}` is a member of the input. */
  rest?: `${Method} /${string}`;
  /** A few words for people: `List notes`. The procedure's name by default. */
  summary?: string;
  description?: string;
  /** Defaults to 204 for a void output, else 200. With 201 the output needs an `id` for `Location`. */
  status?: SuccessStatus;
  /** Defaults to the first part of the procedure's name. */
  tags?: string[];
  idempotencyKey?: "required" | "accepted";
  /** A change needs an `If-Match` with the ETag that the caller has read, else it is a 428. */
  ifMatch?: "required";
  /** Codes of the errors that are special to this procedure. */
  errors?: string[];
  /** A valid input, shown in the document and sent by the transport tests. */
  example?: unknown;
  mcp?: boolean;
  /** What a call takes of its caller's quota; 1 by default. In the document as `x-cost`. */
  cost?: number;
  deprecated?: boolean;
};
