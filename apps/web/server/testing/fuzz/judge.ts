import type { Received } from "../openapi/contract.ts";
import type { SentRequest } from "../openapi/request.ts";
import type { Target } from "./target.ts";
import { curl, exchange } from "./wire.ts";

/** What an answer should have been and is not, a line each; its body is read, that of an XML text too. */
export type Expectation = (answer: Received, request: SentRequest) => string[];

/**
 * Sends a request and holds the answer against its document and against what is expected of it.
 * @throws Error that says what is wrong, and gives the request for a shell
 */
export async function judge(
  origin: string,
  target: Target,
  request: SentRequest,
  expectation: Expectation,
): Promise<Received> {
  const url = `${origin}/api/${target.served.version}`;
  const answer = await exchange(url, request);
  const { contract, method, path } = target;
  const faults = [
    ...(answer.status >= 500 ? ["it is a fault of the server"] : []),
    ...contract.answerOffences(method, path, answer),
    ...(isAnonymous(target, answer) ? ["it does not name its version"] : []),
    ...expectation({ ...answer, body: contract.valueOf(method, path, answer) }, request),
  ];
  if (faults.length === 0) return answer;
  const body = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body);
  throw new Error([`${answer.status} ${body}`, ...faults, curl(url, request)].join("\n"));
}

// Whatever got as far as the API says which version of it answered; servers in front know of none.
function isAnonymous({ served }: Target, { status, headers }: Received): boolean {
  const isOfApi = status === 401 || headers.has("ratelimit");
  return isOfApi && headers.get("api-version") !== served.version;
}

/** The status is one of these. */
export function oneOf(...statuses: number[]): Expectation {
  return ({ status }) => (statuses.includes(status) ? [] : [`expected ${statuses.join(" or ")}`]);
}

/** The errors of a problem, each with its place; none where the answer has none. */
export function errorsOf({ body }: Received): { pointer: string; code: string }[] {
  if (typeof body !== "object" || body === null || !("errors" in body)) return [];
  return Array.isArray(body.errors) ? body.errors : [];
}
