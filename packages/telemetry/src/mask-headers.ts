import { keptAgent, keptPath, masked } from "./policy.ts";

type Headers = Record<string, string | string[] | number | undefined>;

/** The headers of a request that a log may keep: those on the list, of a form that holds nobody's name. */
export function shownRequestHeaders(headers: Headers): Record<string, string> {
  return shown(headers, ofRequests);
}

/** The same of an answer. */
export function shownResponseHeaders(headers: Headers): Record<string, string> {
  return shown(headers, ofAnswers);
}

type Rule = RegExp | ((value: string) => string);

function shown(headers: Headers, rules: Record<string, Rule>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = headers[name];
    if (value === undefined) continue;
    const text = String(value);
    if (rule instanceof RegExp) kept[name] = rule.test(text) ? text : masked(text);
    else kept[name] = rule(text);
  }
  return kept;
}

const media = /^[\w.+*/-]{1,80}([;,] ?[\w.+*/=-]{1,80}){0,20}$/;
const number = /^\d{1,15}$/;
// No at-sign and no space: an address or a name is none.
const token = /^["\w.:/+=-]{1,255}$/;
const policy = /^[\w"';,=. -]{1,500}$/;
const httpDate = /^[\w, :-]{1,40}$|^@\d{1,12}$/;

const ofRequests: Record<string, Rule> = {
  accept: media,
  "api-version": /^v?[\d.-]{1,20}$/,
  "content-length": number,
  "content-type": media,
  "idempotency-key": token,
  "if-match": /^(\*|(W\/)?"[\w.+/=-]{1,100}")$/,
  "if-none-match": /^(\*|(W\/)?"[\w.+/=-]{1,100}")$/,
  traceparent: /^[0-9a-f-]{55}$/,
  "user-agent": (value) => keptAgent(value) ?? "",
};

const ofAnswers: Record<string, Rule> = {
  allow: /^[A-Z, ]{1,100}$/,
  "api-version": /^v?[\d.-]{1,20}$/,
  "cache-control": policy,
  "content-length": number,
  "content-type": media,
  deprecation: httpDate,
  etag: /^(W\/)?"[\w.+/=-]{1,100}"$/,
  "idempotent-replayed": /^true$/,
  // Without host and query: where an answer sends a browser, its credentials may go along.
  location: (value) => keptPath(URL.parse(value, "http://here")?.pathname ?? ""),
  ratelimit: policy,
  "ratelimit-policy": policy,
  "retry-after": number,
  sunset: httpDate,
  "x-request-id": token,
};
