import { payloadTooLarge } from "../errors.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";

/** A request of the fetch standard. */
export function fromFetch(request: Request): HttpRequest {
  return {
    method: request.method,
    target: request.url.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/#.*$/, ""),
    header: (name) => request.headers.get(name) ?? undefined,
    hasBody: request.body !== null,
    read: (bytesMax) => readBytes(request, bytesMax),
    aborted: () => request.signal.aborted,
  };
}

/** To a HEAD the answer has the headers of a GET and no body (RFC 9110 §9.3.2). */
export function toFetch(request: Request, { status, headers, body }: HttpResponse): Response {
  return new Response(request.method === "HEAD" ? null : (body ?? null), { status, headers });
}

async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > bytesMax) throw payloadTooLarge(bytesMax);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
