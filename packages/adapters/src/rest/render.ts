import { type Digest, etagOf, matchesWeakly } from "../conditional/etag.ts";
import type { HttpRequest, HttpResponse } from "../http/message.ts";
import { writeJson } from "../json-text.ts";
import type { RenderedProblem } from "../options.ts";
import { writeProblemXml, writeXml } from "../xml/write.ts";
import { addVary } from "./cors.ts";
import { queryOf } from "./decode.ts";
import type { AnyExchange } from "./exchange.ts";
import { contentTypes, type Media, mediaOfError, problemTypes } from "./media.ts";
import type { Plan } from "./plan.ts";

/** The representation of an output in its operation's version; nothing where it has none. */
export function represent(plan: Plan, media: Media, output: unknown): string | undefined {
  if (plan.operation.outputSchema === undefined) return undefined;
  return media === "xml" ? writeXml(output, plan.xmlRoot) : (writeJson(output) ?? "null");
}

/** The answer to a call, in the way its operation declares. `output` is in the shape of its version. */
export async function outputResponse(
  exchange: AnyExchange,
  plan: Plan,
  media: Media,
  output: unknown,
  digest: Digest,
): Promise<HttpResponse> {
  const { headers, request, links } = exchange;
  const { status } = plan.operation;
  // First of all, so that an answer that can't be written leaves no header of success behind.
  const body = represent(plan, media, output);
  headers["Cache-Control"] = "private, no-cache";
  addVary(headers, plan.version === undefined ? "Accept" : "Accept, Api-Version");
  if (status === 201) headers.Location = locationOf(request.target, output);
  const next = plan.paged ? memberOf(output, "nextCursor") : undefined;
  if (next !== undefined) links.push(`<${nextPage(request.target, next)}>; rel="next"`);
  if (links.length > 0) headers.Link = links.join(", ");
  if (body === undefined) return { status, headers };
  if (status === 200 && plan.operation.method === "GET") {
    headers.ETag = await etagOf(body, digest);
    if (isKnown(request, headers.ETag)) return unchanged(exchange);
  }
  headers["Content-Type"] = contentTypes[media];
  return { status, headers, body };
}

/** A public text, with an ETag of its own. */
export async function documentResponse(
  exchange: AnyExchange,
  { contentType, body }: { contentType: string; body: string },
  digest: Digest,
): Promise<HttpResponse> {
  const { headers, request } = exchange;
  headers["Cache-Control"] = "no-cache";
  headers.ETag = await etagOf(body, digest);
  if (isKnown(request, headers.ETag)) return unchanged(exchange);
  headers["Content-Type"] = contentType;
  return { status: 200, headers, body };
}

/** An error as problem details (RFC 9457). */
export function problemResponse(
  { headers, request, links }: AnyExchange,
  { problem, headers: more = {} }: RenderedProblem,
): HttpResponse {
  const media = mediaOfError(request.header("accept"));
  if (links.length > 0) headers.Link = links.join(", ");
  Object.assign(headers, more, {
    "Cache-Control": "no-store",
    "Content-Type": problemTypes[media],
  });
  const body = media === "xml" ? writeProblemXml(problem) : writeJson(problem);
  return { status: problem.status, headers, body };
}

function isKnown(request: HttpRequest, etag: string): boolean {
  const known = request.header("if-none-match");
  return known !== undefined && matchesWeakly(known, etag);
}

async function unchanged({ headers, giveBack }: AnyExchange): Promise<HttpResponse> {
  await giveBack();
  return { status: 304, headers };
}

/** Below the collection that it was posted to, whatever version the caller spoke. */
function locationOf(target: string, output: unknown): string {
  const [path = ""] = target.split("?");
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
