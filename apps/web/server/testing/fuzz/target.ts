import { randomUUID } from "node:crypto";
import type { Contract } from "../openapi/contract.ts";
import { at, membersAt, type Node, nodeOf, type Place, rootOf } from "../openapi/document.ts";
import type { SentRequest } from "../openapi/request.ts";
import { toPairs } from "../openapi/spelling.ts";
import { writeXml } from "../openapi/xml.ts";
import type { Served } from "../requests.ts";

/** One operation of one version, as its document describes it. */
export type Target = {
  served: Served;
  contract: Contract;
  method: string;
  path: string;
  /** The query's parameters by name. */
  query: [string, Place][];
  /** The body's schema, and its media types; nothing where it takes none. */
  body: { schema: Place; types: string[] } | undefined;
  /** The documented statuses. */
  statuses: number[];
};

/** What a request says, before it is written down. */
export type Input = { path: Node; query: Node; body: Node | undefined };

/** How it is written down. */
export type Spelling = { type?: string; accept?: string; credential?: string };

export function targetOf(served: Served, contract: Contract): Target {
  const { method, path } = served.operation;
  const operation = at(rootOf(contract.document), "paths", path, method.toLowerCase());
  const parameters = membersAt(at(operation, "parameters")).map(([, parameter]) => parameter);
  const content = membersAt(at(operation, "requestBody", "content"));
  const [json] = content;
  return {
    served,
    contract,
    method,
    path,
    query: parameters
      .filter(({ node }) => node.in === "query")
      .map((parameter) => [String(parameter.node.name), at(parameter, "schema")]),
    body: json && { schema: at(json[1], "schema"), types: content.map(([type]) => type) },
    statuses: Object.keys(at(operation, "responses").node).map(Number),
  };
}

/** A procedure's input, by where its members go. */
export function inputOf({ served, body }: Target, members: Node): Input {
  const { params } = served.operation;
  const entries = Object.entries(members);
  const path = Object.fromEntries(entries.filter(([name]) => params.includes(name)));
  const rest = Object.fromEntries(entries.filter(([name]) => !params.includes(name)));
  return body === undefined ? { path, query: rest, body } : { path, query: {}, body: rest };
}

/** The request that says this, with a fresh Idempotency-Key. */
export function requestOf(target: Target, input: Input, spelling: Spelling): SentRequest {
  const { type = "application/json", accept, credential } = spelling;
  const filled = target.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(input.path[name])),
  );
  const query = toPairs(input.query).toString();
  const headers = new Headers();
  if (credential !== undefined) headers.set("Authorization", `Bearer ${credential}`);
  if (accept !== undefined) headers.set("Accept", accept);
  if (target.method === "POST") headers.set("Idempotency-Key", randomUUID());
  const body = input.body === undefined ? undefined : spell(input.body, type);
  if (body !== undefined) headers.set("Content-Type", type);
  const own = {
    method: target.method,
    target: query === "" ? filled : `${filled}?${query}`,
    headers,
  };
  return body === undefined ? own : { ...own, body };
}

function spell(body: Node, type: string): string {
  if (type.endsWith("xml")) return writeXml(body, "input");
  return type.endsWith("json") ? JSON.stringify(body) : toPairs(nodeOf(body)).toString();
}

/** A copy with these headers; an empty one is taken away. */
export function withHeaders(request: SentRequest, changes: Record<string, string>): SentRequest {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") headers.delete(name);
    else headers.set(name, value);
  }
  return { ...request, headers };
}
