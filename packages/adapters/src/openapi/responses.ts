import { membersOf } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import { contentTypes, problemTypes } from "../rest/media.ts";
import type { Components } from "./components.ts";
import type { DocumentFacts } from "./document.ts";
import { schemaName } from "./names.ts";
import { refer } from "./shared.ts";

/** What the document needs to know of an error: its status and the title that never changes. */
export type ErrorCodes = Record<string, { status: number; title: string }>;

export type Response = {
  description: string;
  headers: Record<string, { $ref: string }>;
  content?: Record<string, { schema: { $ref: string } }>;
  links?: Record<string, object>;
};

const phrases: Record<number, string> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
};

/** The answer of a call that succeeds. */
export function successResponse(
  operation: Operation,
  components: Components,
  facts: DocumentFacts,
): Response {
  const { name, outputSchema, status, idempotencyKey, method } = operation;
  const names = [...facts.everywhere, ...facts.authorized];
  if (status === 201) names.push("Location");
  if (idempotencyKey !== undefined) names.push("Idempotent-Replayed");
  if (outputSchema !== undefined && membersOf(outputSchema).has("nextCursor")) names.push("Link");
  if (status === 200 && method === "GET") names.push("ETag");
  const links = linksOf(operation, facts.operations);
  const response = {
    description: phrases[status] ?? "",
    headers: refer([...new Set(names)]),
    ...(Object.keys(links).length > 0 ? { links } : {}),
  };
  if (outputSchema === undefined) return response;
  const schema = components.add(outputSchema, schemaName(name, "Output"));
  return { ...response, content: inBothFormats(contentTypes, schema) };
}

/** The answer to a GET whose `If-None-Match` names what is there. */
export function notModified(facts: DocumentFacts): Response {
  return {
    description: "Not Modified: the caller has it already. It costs no quota.",
    headers: refer([...new Set([...facts.everywhere, ...facts.authorized, "ETag", "Link"])]),
  };
}

/** From what was created to what can be done with it, and from a page to the next one. */
function linksOf(operation: Operation, all: Operation[]): Record<string, object> {
  const { status, path, name, outputSchema } = operation;
  const links: Record<string, object> = {};
  if (outputSchema === undefined) return links;
  if (status === 201) {
    for (const other of all) {
      const [param, ...others] = other.params;
      if (param === undefined || others.length > 0 || !other.path.startsWith(`${path}/{`)) continue;
      links[other.name] = {
        operationId: other.name,
        parameters: { [param]: "$response.body#/id" },
      };
    }
  }
  if (membersOf(outputSchema).has("nextCursor")) {
    links.next = { operationId: name, parameters: { cursor: "$response.body#/nextCursor" } };
  }
  return links;
}

/**
 * The codes that an operation can answer with, by status. Those of the transport count where the table
 * of codes has them.
 * @throws Error where the operation names a code that is not in the table
 */
export function errorsByStatus(
  operation: Operation,
  { errorCodes }: DocumentFacts,
): Map<number, string[]> {
  const unknown = operation.errors.find((code) => !Object.hasOwn(errorCodes, code));
  if (unknown !== undefined) {
    throw new Error(`${operation.name}: the error ${unknown} is not in the table of error codes.`);
  }
  const codes = new Set([...transportErrors(operation), ...operation.errors]);
  const byStatus = new Map<number, string[]>();
  for (const [code, { status }] of Object.entries(errorCodes)) {
    if (codes.has(code)) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

const headersByStatus: Record<number, string[]> = {
  401: ["WWW-Authenticate"],
  403: ["WWW-Authenticate"],
  409: ["Retry-After"],
  412: ["ETag"],
  415: ["Accept", "Accept-Encoding", "Accept-Patch"],
  429: ["Retry-After"],
  503: ["Retry-After"],
};

/** The answer that carries any of these errors, all of one status. */
export function errorResponse(status: number, codes: string[], facts: DocumentFacts): Response {
  const names = [...facts.everywhere];
  if (status !== 401) names.push(...facts.authorized);
  names.push(...(headersByStatus[status] ?? []));
  return {
    description: codes.map((code) => `\`${code}\`: ${facts.errorCodes[code]?.title}.`).join(" "),
    headers: refer(names),
    content: inBothFormats(problemTypes, { $ref: "#/components/schemas/Problem" }),
  };
}

function inBothFormats(types: Record<string, string>, schema: { $ref: string }) {
  const bare = Object.values(types).map((type) => type.split(";")[0] ?? type);
  return Object.fromEntries(bare.map((type) => [type, { schema }]));
}

function transportErrors({ kind, method, params, idempotencyKey, ifMatch }: Operation): string[] {
  const takesBody = method !== "GET" && method !== "DELETE";
  return [
    ...["bad_request", "unauthenticated", "forbidden", "not_acceptable", "validation_failed"],
    ...["rate_limited", "internal", "unavailable", "operation_disabled"],
    ...(kind === "command" ? ["read_only"] : []),
    ...(method === "GET" ? [] : ["precondition_failed"]),
    ...(params.length > 0 ? ["not_found"] : []),
    ...["uri_too_long", "headers_too_large"],
    ...(takesBody ? ["payload_too_large", "unsupported_media_type"] : []),
    ...(ifMatch === "required" ? ["precondition_required"] : []),
    ...(idempotencyKey === "required" ? ["idempotency_key_required"] : []),
    ...(idempotencyKey === undefined ? [] : ["idempotency_in_progress", "idempotency_key_reused"]),
  ];
}
