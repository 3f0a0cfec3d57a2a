import { TRPCError } from "@trpc/server";
import { RestError } from "../errors.ts";
import type { HttpRequest } from "../http/message.ts";
import type { Match } from "./routes.ts";

/** The input of a call as its transport has it. */
export type Source = {
  request: HttpRequest;
  /** The query as the framework parsed it, or its undecoded text. */
  query: Record<string, unknown> | URLSearchParams;
  /** What the framework parsed of the body; missing where it left the body alone. */
  parsedBody?: { value: unknown };
};

const form = "application/x-www-form-urlencoded";
const bytesMaxDefault = 100_000;

/**
 * Path parameters over query or body, with the texts made what the schema takes: which judges them.
 * @throws TRPCError `UNSUPPORTED_MEDIA_TYPE` `PAYLOAD_TOO_LARGE` `PARSE_ERROR`
 */
export async function readInput(
  { route, params }: Match,
  source: Source,
  bytesMax = bytesMaxDefault,
): Promise<unknown> {
  const { endpoint, lists, coerce } = route;
  const mediaType = endpoint.takesBody ? mediaTypeOf(source, endpoint.contentTypes) : "";
  if (endpoint.input.object === undefined) return undefined;
  const isSpelled = !endpoint.takesBody || mediaType === form;
  const members = endpoint.takesBody
    ? await readBody(source, mediaType, bytesMax)
    : membersOf(source.query);
  // A body that is a text or a list has no members of its own: what is missing is then told.
  const input: Record<string, unknown> = { ...Object(members), ...params };
  for (const name of isSpelled ? lists : []) {
    if (Object.hasOwn(input, name) && !Array.isArray(input[name])) input[name] = [input[name]];
  }
  return coerce === undefined ? input : coerce(input);
}

/**
 * A missing type is refused even where there is no body: a browser sends such a request for any page
 * without asking first, and with the cookies of its user (cross-site request forgery).
 */
function mediaTypeOf({ request }: Source, contentTypes: string[]): string {
  const header = request.header("content-type");
  const mediaType = header?.split(";")[0]?.trim().toLowerCase() ?? "";
  const isTaken =
    mediaType === "application/json" || (mediaType === form && contentTypes.includes(form));
  if (isTaken) return mediaType;
  throw new TRPCError({
    code: "UNSUPPORTED_MEDIA_TYPE",
    // The quote is never closed: that is the text that callers know.
    message: header ? `Unsupported content-type "${header}` : "Missing content-type header",
  });
}

async function readBody(source: Source, mediaType: string, bytesMax: number): Promise<unknown> {
  if (source.parsedBody !== undefined) return source.parsedBody.value;
  try {
    const text = new TextDecoder().decode(await source.request.read(bytesMax));
    if (mediaType === form) return membersOf(new URLSearchParams(text));
    return text === "" ? undefined : parseJson(text);
  } catch (cause) {
    if (cause instanceof RestError) {
      throw new TRPCError({ code: "PAYLOAD_TOO_LARGE", message: "Request body too large", cause });
    }
    throw new TRPCError({ code: "PARSE_ERROR", message: "Failed to parse request body", cause });
  }
}

/** Refuses the name by which a careless copy would change the prototype of an object. */
function parseJson(text: string): unknown {
  if (!/proto|\\u/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (name, value) => {
    if (name === "__proto__") throw new SyntaxError("A member is named __proto__");
    return value;
  });
}

/** A name that stands once has a value, one that stands more often has a list. */
function membersOf(query: Source["query"]): Record<string, unknown> {
  const members = new Map<string, unknown>();
  const entries =
    query instanceof URLSearchParams
      ? [...new Set(query.keys())].map((name) => [name, query.getAll(name)] as const)
      : Object.entries(query).filter(([, value]) => Boolean(value));
  for (const [name, value] of entries) {
    members.set(name, Array.isArray(value) && value.length === 1 ? value[0] : value);
  }
  return Object.fromEntries(members);
}
