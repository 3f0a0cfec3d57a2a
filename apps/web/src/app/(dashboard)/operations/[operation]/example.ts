import { shellWord } from "../../../../shell-word.ts";
import type { Served } from "./operation-detail.tsx";

/** A request that the example of an operation makes. */
export type ExampleRequest = {
  /** The values of the path's parameters; empty where the example has none. */
  params: Record<string, string>;
  /** Without its question mark. */
  query: string;
  /** JSON for people to read; null where the operation takes no body. */
  body: string | null;
};

type Described = Pick<
  Served,
  "version" | "method" | "path" | "params" | "example" | "idempotencyKey" | "ifMatch"
>;

export function exampleOf({ method, params, example }: Described): ExampleRequest {
  const members = typeof example === "object" && example !== null ? Object.entries(example) : [];
  const rest = members.filter(([name]) => !params.includes(name));
  const inQuery = method === "GET" || method === "DELETE";
  return {
    params: Object.fromEntries(params.map((name) => [name, textOf(members, name)])),
    query: inQuery ? new URLSearchParams(rest.map(([k, v]) => [k, String(v)])).toString() : "",
    body: inQuery ? null : JSON.stringify(Object.fromEntries(rest), null, 2),
  };
}

/** The address of a call below the shop's own; a parameter without a value stays `{id}`. */
export function pathOf(
  { version, path }: Pick<Served, "version" | "path">,
  { params, query }: Pick<ExampleRequest, "params" | "query">,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (template, name: string) => {
    const value = params[name];
    return value ? encodeURIComponent(value) : template;
  });
  return `/api/${version}${filled}${query && `?${query}`}`;
}

/** The example as a command for a shell in which `CROSSDOCK_KEY` is set. */
export function curlOf(served: Described, appUrl: string): string {
  const example = exampleOf(served);
  const { method, idempotencyKey, ifMatch } = served;
  return [
    `curl ${method === "GET" ? "" : `-X ${method} `}"${appUrl}${pathOf(served, example)}"`,
    `-H "Authorization: Bearer $CROSSDOCK_KEY"`,
    ...(idempotencyKey === null ? [] : [`-H "Idempotency-Key: $(date +%s)"`]),
    ...(ifMatch === null ? [] : [`-H 'If-Match: "…"'`]),
    ...(example.body === null
      ? []
      : [`-H "Content-Type: application/json"`, `-d ${shellWord(compact(example.body))}`]),
  ].join(" \\\n  ");
}

function textOf(members: [string, unknown][], name: string): string {
  const value = members.find(([member]) => member === name)?.[1];
  return value === undefined ? "" : String(value);
}

function compact(json: string): string {
  return JSON.stringify(JSON.parse(json));
}
