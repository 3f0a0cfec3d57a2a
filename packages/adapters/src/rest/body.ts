import type { IncomingMessage } from "node:http";
import { RestError } from "../errors.ts";
import { parseJson } from "./json.ts";
import type { Plan } from "./plan.ts";
import { collect } from "./query.ts";

const bytesMax = 1_048_576;
/** How much of a body that is too large is read and dropped, so that its sender hears why. */
const drainMax = 4 * bytesMax;
const pairsMax = 1000;
const form = "application/x-www-form-urlencoded";

export type Body = { bytes: Buffer; mediaType: string; members: Record<string, unknown> };

/** An absent body counts as an empty object. */
export const noBody: Body = { bytes: Buffer.alloc(0), mediaType: "", members: {} };

/**
 * Reads and parses a body.
 * @param mediaType what `mediaTypeOf` gave
 * @throws RestError `payload_too_large` over 1 MB, and what `parseJson` and `collect` throw
 */
export async function readBody(req: IncomingMessage, mediaType: string, plan: Plan): Promise<Body> {
  const bytes = await readBytes(req);
  if (bytes.length === 0) return noBody;
  return {
    bytes,
    mediaType,
    members: mediaType === form ? parseForm(bytes, plan) : parseJson(bytes),
  };
}

/**
 * The body's media type, without parameters; empty where there is no body.
 * @throws RestError `unsupported_media_type`, listing what is supported (RFC 9110 §15.5.16)
 */
export function mediaTypeOf(req: IncomingMessage, { bodyTypes }: Plan): string {
  const length = req.headers["content-length"];
  if ((length === undefined || length === "0") && !req.headers["transfer-encoding"]) return "";
  const encoding = req.headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new RestError("unsupported_media_type", {
      detail: "A body must not be compressed.",
      headers: { "Accept-Encoding": "identity" },
    });
  }
  const [type = "", ...parameters] = (req.headers["content-type"] ?? "").toLowerCase().split(";");
  const mediaType = type.trim();
  if (bodyTypes.includes(mediaType) && parameters.every(isUtf8Charset)) return mediaType;
  throw unsupported(req, bodyTypes);
}

function unsupported(req: IncomingMessage, bodyTypes: string[]): RestError {
  const supported = bodyTypes.join(", ");
  return new RestError("unsupported_media_type", {
    detail: `Send one of ${supported}, in UTF-8.`,
    data: { supported: bodyTypes },
    headers: {
      Accept: supported,
      ...(req.method === "PATCH" ? { "Accept-Patch": supported } : {}),
    },
  });
}

function isUtf8Charset(parameter: string): boolean {
  const [name = "", value = ""] = parameter.split("=");
  return name.trim() !== "charset" || /^"?utf-?8"?$/.test(value.trim());
}

async function readBytes(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the request would take the socket with it, and the answer that says why.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size <= bytesMax) chunks.push(chunk);
    else chunks.length = 0;
    if (size > drainMax) break;
  }
  if (size > bytesMax) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): RestError {
  return new RestError("payload_too_large", {
    detail: `A body has at most ${bytesMax} bytes.`,
    headers: { Connection: "close" },
  });
}

function parseForm(bytes: Buffer, { members }: Plan): Record<string, unknown> {
  const pairs = bytes.toString("latin1").split("&");
  if (pairs.length > pairsMax) {
    throw new RestError("payload_too_large", { detail: `A form has at most ${pairsMax} fields.` });
  }
  return collect(pairs, members);
}
