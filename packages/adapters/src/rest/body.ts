import { RestError } from "../errors.ts";
import { bodyBytesMax, type HttpRequest } from "../http/message.ts";
import { parseJson, readUtf8 } from "./json.ts";
import type { Plan } from "./plan.ts";
import { collect } from "./query.ts";

const pairsMax = 1000;
const form = "application/x-www-form-urlencoded";

/** Other names that people write for a type that is taken. */
const aliases: Record<string, string> = { "text/xml": "application/xml" };

export type Body = { bytes: Uint8Array; mediaType: string; members: Record<string, unknown> };

/** An absent body counts as an empty object. */
export const noBody: Body = { bytes: new Uint8Array(), mediaType: "", members: {} };

/**
 * Reads and parses a body.
 * @param mediaType what `mediaTypeOf` gave
 * @throws RestError `payload_too_large` over 1 MB, and what the parsers throw
 */
export async function readBody(request: HttpRequest, mediaType: string, plan: Plan): Promise<Body> {
  const bytes = await request.read(bodyBytesMax);
  if (bytes.length === 0) return noBody;
  return { bytes, mediaType, members: parse(bytes, mediaType, plan) };
}

function parse(bytes: Uint8Array, mediaType: string, plan: Plan): Record<string, unknown> {
  if (mediaType === form) return parseForm(bytes, plan);
  if (mediaType === "application/xml") return plan.readXml(readUtf8(bytes));
  return parseJson(bytes);
}

/**
 * The body's media type, without parameters; empty where there is no body.
 * @throws RestError `unsupported_media_type`, listing what is supported (RFC 9110 §15.5.16)
 */
export function mediaTypeOf(request: HttpRequest, { bodyTypes }: Plan): string {
  if (!request.hasBody) return "";
  const encoding = request.header("content-encoding");
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new RestError("unsupported_media_type", {
      detail: "A body must not be compressed.",
      headers: { "Accept-Encoding": "identity" },
    });
  }
  const [type = "", ...parameters] = (request.header("content-type") ?? "")
    .toLowerCase()
    .split(";");
  const mediaType = aliases[type.trim()] ?? type.trim();
  if (bodyTypes.includes(mediaType) && parameters.every(isUtf8Charset)) return mediaType;
  throw unsupported(request, bodyTypes);
}

function unsupported({ method }: HttpRequest, bodyTypes: string[]): RestError {
  const supported = bodyTypes.join(", ");
  return new RestError("unsupported_media_type", {
    detail: `Send one of ${supported}, in UTF-8.`,
    data: { supported: bodyTypes },
    headers: {
      Accept: supported,
      ...(method === "PATCH" ? { "Accept-Patch": supported } : {}),
    },
  });
}

function isUtf8Charset(parameter: string): boolean {
  const [name = "", value = ""] = parameter.split("=");
  return name.trim() !== "charset" || /^"?utf-?8"?$/.test(value.trim());
}

function parseForm(bytes: Uint8Array, { members }: Plan): Record<string, unknown> {
  const pairs = readUtf8(bytes).split("&");
  if (pairs.length > pairsMax) {
    throw new RestError("payload_too_large", { detail: `A form has at most ${pairsMax} fields.` });
  }
  return collect(pairs, members);
}
