import { STATUS_CODES } from "node:http";
import { membersOf } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import type { Components } from "./components.ts";
import { schemaName } from "./names.ts";
import { type HeaderName, refer } from "./shared.ts";

/** What the document needs to know of an error: its status and the title that never changes. */
export type ErrorCodes = Record<string, { status: number; title: string }>;

export type Response = {
  description: string;
  headers: Record<string, { $ref: string }>;
  content?: Record<string, { schema: { $ref: string } }>;
};

/** The answer of a call that succeeds. */
export function successResponse(operation: Operation, components: Components): Response {
  const { name, outputSchema, status, idempotencyKey } = operation;
  const names: HeaderName[] = ["X-Request-Id", "RateLimit", "RateLimit-Policy"];
  if (status === 201) names.push("Location");
  if (idempotencyKey !== undefined) names.push("Idempotent-Replayed");
  if (outputSchema !== undefined && membersOf(outputSchema).has("nextCursor")) names.push("Link");
  const response = { description: STATUS_CODES[status] ?? "", headers: refer(names) };
  if (outputSchema === undefined) return response;
  const schema = components.add(outputSchema, schemaName(name, "Output"));
  return { ...response, content: { "application/json": { schema } } };
}

/**
 * The codes that an operation can answer with, by status. Those of the transport count where the table
 * of codes has them.
 * @throws Error where the operation names a code that is not in the table
 */
export function errorsByStatus(operation: Operation, table: ErrorCodes): Map<number, string[]> {
  const unknown = operation.errors.find((code) => !Object.hasOwn(table, code));
  if (unknown !== undefined) {
    throw new Error(`${operation.name}: the error ${unknown} is not in the table of error codes.`);
  }
  const codes = new Set([...transportErrors(operation), ...operation.errors]);
  const byStatus = new Map<number, string[]>();
  for (const [code, { status }] of Object.entries(table)) {
    if (codes.has(code)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

/** The answer that carries any of these errors, all of one status. */
export function errorResponse(status: number, codes: string[], table: ErrorCodes): Response {
  const names: HeaderName[] = ["X-Request-Id"];
  if (status === 401) names.push("WWW-Authenticate");
  else names.push("RateLimit", "RateLimit-Policy");
  if ([409, 429, 503].includes(status)) names.push("Retry-After");
  return {
    description: codes.map((code) => `\`${code}\`: ${table[code]?.title}.`).join(" "),
    headers: refer(names),
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  };
}

function transportErrors({ method, params, idempotencyKey }: Operation): string[] {
  const takesBody = method !== "GET" && method !== "DELETE";
  return [
    ...["bad_request", "unauthenticated", "forbidden", "not_acceptable", "validation_failed"],
    ...["rate_limited", "internal", "unavailable"],
    ...(params.length > 0 ? ["not_found"] : []),
    ...(takesBody ? ["payload_too_large", "unsupported_media_type"] : ["uri_too_long"]),
    ...(idempotencyKey === "required" ? ["idempotency_key_required"] : []),
    ...(idempotencyKey === undefined ? [] : ["idempotency_in_progress", "idempotency_key_reused"]),
  ];
}
