import type { SentRequest } from "../openapi/request.ts";
import { brokenBodies } from "./broken-bodies.ts";
import { type Expectation, oneOf } from "./judge.ts";
import { type Target, withHeaders } from "./target.ts";

/** A request that is refused before anybody looks at what it says, and what is expected of the answer. */
export type Refusal = { what: string; request: SentRequest; expectation: Expectation };

/** Credentials that let nobody in here. */
export type Strangers = { unknown: string; withoutScope: string };

/** All such refusals of an operation, made from a request that is valid. */
export function refusalsOf(target: Target, valid: SentRequest, strangers: Strangers): Refusal[] {
  return [
    ...badCredentials(target, valid, strangers),
    ...badHeaders(target, valid),
    ...badQueries(target, valid),
    ...(target.body === undefined
      ? []
      : [...badTypes(target.body.types, valid), ...badBodies(target.body.types, valid)]),
  ];
}

function badCredentials({ served }: Target, valid: SentRequest, strangers: Strangers): Refusal[] {
  const refused = (what: string, headers: Record<string, string>): Refusal => ({
    what,
    request: withHeaders(valid, { Authorization: "", ...headers }),
    expectation: isChallenged,
  });
  const withoutScope = { Authorization: `Bearer ${strangers.withoutScope}` };
  return [
    refused("no credential", {}),
    refused("an unknown credential", { Authorization: `Bearer ${strangers.unknown}` }),
    refused("a password", { Authorization: "Basic eDp5" }),
    refused("no credential, in XML", { Accept: "application/xml" }),
    refused("a key that is none", { "X-API-Key": "nonsense" }),
    ...(served.operation.scope === "any"
      ? []
      : [refusal("a credential without the scope", valid, withoutScope, 403)]),
  ];
}

const isChallenged: Expectation = (answer, request) => [
  ...oneOf(401)(answer, request),
  ...(answer.headers.get("www-authenticate")?.startsWith("Bearer") ? [] : ["it has no challenge"]),
];

function badHeaders({ served: { operation } }: Target, valid: SentRequest): Refusal[] {
  const { method, idempotencyKey } = operation;
  const refusals = [
    refusal("an Accept of nothing that there is", valid, { Accept: "text/csv" }, 406),
    refusal("an Accept of nothing at all", valid, { Accept: "*/*;q=0" }, 406),
    refusal("another version", valid, { "Api-Version": "v0" }, 400),
  ];
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`X-Header-${i}`, "1"]));
  refusals.push(refusal("too many headers", valid, many, 431));
  if (idempotencyKey !== undefined) {
    refusals.push(refusal("a long key", valid, { "Idempotency-Key": "k".repeat(256) }, 400));
    refusals.push(refusal("a key of two words", valid, { "Idempotency-Key": "a b" }, 400));
  }
  if (idempotencyKey === "required") {
    refusals.push(refusal("no key", valid, { "Idempotency-Key": "" }, 400));
  }
  if (method !== "GET" && method !== "POST") {
    refusals.push(refusal("another ETag", valid, { "If-Match": '"another"' }, 412));
  }
  return refusals;
}

function badQueries({ query, body }: Target, valid: SentRequest): Refusal[] {
  const [path = ""] = valid.target.split("?");
  const queried = (what: string, text: string, status: number): Refusal => ({
    what,
    request: { ...valid, target: `${path}?${text}` },
    expectation: oneOf(status),
  });
  const [name] = query[0] ?? [];
  return [
    queried("a parameter that is not UTF-8", "q=%ff", 400),
    queried("a parameter of half an escape", "q=%e", 400),
    queried("a parameter with NUL", "q=%00", 400),
    queried("too many parameters", "q=1&".repeat(51), 400),
    queried("too long a query", `q=${"x".repeat(2048)}`, 414),
    queried("much too long a query", `q=${"x".repeat(5000)}`, 414),
    ...(name === undefined ? [] : [queried("a parameter twice", `${name}=1&${name}=2`, 422)]),
    ...(body === undefined ? [] : [queried("a query beside the body", "nonsense=1", 422)]),
  ];
}

function badTypes(types: string[], valid: SentRequest): Refusal[] {
  const isListed: Expectation = (answer, request) => {
    const listed = (answer.headers.get("accept") ?? "").split(", ");
    const isWhole = listed.toSorted().join() === types.toSorted().join();
    return [...oneOf(415)(answer, request), ...(isWhole ? [] : ["Accept lists other types"])];
  };
  const latin1 = "application/json; charset=latin1";
  const refused = (what: string, type: string): Refusal => ({
    what,
    request: withHeaders({ ...valid, body: "{}" }, { "Content-Type": type }),
    expectation: isListed,
  });
  return [
    refused("a text", "text/plain"),
    refused("another character set", latin1),
    refused("a type that is none", "json"),
    refusal("a compressed body", valid, { "Content-Encoding": "gzip" }, 415),
  ];
}

function badBodies(types: string[], valid: SentRequest): Refusal[] {
  return types.flatMap((type) =>
    (brokenBodies[type] ?? []).map(([what, body, ...statuses]) => ({
      what: `${what} as ${type}`,
      request: withHeaders({ ...valid, body }, { "Content-Type": type }),
      expectation: oneOf(...statuses),
    })),
  );
}

function refusal(
  what: string,
  valid: SentRequest,
  headers: Record<string, string>,
  status: number,
): Refusal {
  return { what, request: withHeaders(valid, headers), expectation: oneOf(status) };
}
