import type { IncomingMessage, ServerResponse } from "node:http";
import { queryOf } from "./decode.ts";
import type { Match } from "./match.ts";
import type { RenderedProblem } from "./options.ts";
import type { Plan } from "./plan.ts";

/** One request with its answer, and the headers that the answer has so far. */
export type Exchange = {
  req: IncomingMessage;
  res: ServerResponse;
  requestId: string;
  headers: Record<string, string>;
};

/** Sends the output of a call in the way its operation declares. */
export function sendOutput(exchange: Exchange, plan: Plan, match: Match, output: unknown): void {
  const { headers, req } = exchange;
  const { status, outputSchema } = plan.operation;
  // First of all, so that an answer that can't be written leaves no header of success behind.
  const body = outputSchema === undefined ? undefined : JSON.stringify(output);
  headers["Cache-Control"] = "private, no-cache";
  headers.Vary = "Accept";
  if (status === 201) headers.Location = locationOf(plan, match, output);
  const next = plan.paged ? memberOf(output, "nextCursor") : undefined;
  if (next !== undefined) headers.Link = `<${nextPage(req.url ?? "", next)}>; rel="next"`;
  send(exchange, status, body, "application/json; charset=utf-8");
}

/** Sends an error as problem details (RFC 9457), in JSON whatever was asked for (§3). */
export function sendProblem(exchange: Exchange, { problem, headers = {} }: RenderedProblem): void {
  Object.assign(exchange.headers, headers, { "Cache-Control": "no-store" });
  send(exchange, problem.status, JSON.stringify(problem), "application/problem+json");
}

/** Ends the answer. To a HEAD it has the headers of a GET and no body (RFC 9110 §9.3.2). */
export function send(
  { req, res, headers }: Exchange,
  status: number,
  body?: string,
  type = "application/json",
): void {
  headers["X-Content-Type-Options"] = "nosniff";
  if (body !== undefined) {
    headers["Content-Type"] = type;
    headers["Content-Length"] = String(Buffer.byteLength(body));
  }
  res.writeHead(status, headers);
  res.end(req.method === "HEAD" ? undefined : body);
}

function locationOf({ template }: Plan, { params }: Match, output: unknown): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ""));
  return `${path}/${encodeURIComponent(memberOf(output, "id") ?? "")}`;
}

function nextPage(target: string, cursor: string): string {
  const [path = ""] = target.split("?");
  const kept = queryOf(target)
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("cursor="));
  const next = [path, [...kept, `cursor=${encodeURIComponent(cursor)}`].join("&")].join("?");
  // A raw > in the query would end the link and let a caller write the rest of the header.
  return next.replace(/[^!#-;=?-~]/g, encodeURIComponent);
}

function memberOf(output: unknown, name: "id" | "nextCursor"): string | undefined {
  if (typeof output !== "object" || output === null || !(name in output)) return undefined;
  const value: unknown = Reflect.get(output, name);
  return value === null || value === undefined ? undefined : String(value);
}
