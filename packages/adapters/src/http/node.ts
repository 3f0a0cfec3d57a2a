import type { IncomingMessage, ServerResponse } from "node:http";
import { payloadTooLarge } from "../errors.ts";
import type { HttpRequest, HttpResponse } from "./message.ts";

/** How much of a body that is too large is read and dropped, so that its sender hears why. */
const drainFactor = 4;

/** A request of `node:http`. */
export function fromNode(req: IncomingMessage, res: ServerResponse): HttpRequest {
  let isCutOff = false;
  return {
    method: req.method ?? "GET",
    target: req.url ?? "/",
    header: (name) => {
      const value = req.headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    hasBody: (req.headers["content-length"] ?? "0") !== "0" || "transfer-encoding" in req.headers,
    async read(bytesMax) {
      try {
        return await readBytes(req, bytesMax);
      } catch (error) {
        // What had arrived whole is gone as well where its sender hung up before it was read.
        isCutOff = req.errored !== null;
        throw error;
      }
    },
    aborted: () => isCutOff || (res.destroyed && !req.complete),
  };
}

/** Ends the answer. To a HEAD it has the headers of a GET and no body (RFC 9110 §9.3.2). */
export function sendNode(req: IncomingMessage, res: ServerResponse, answer: HttpResponse): void {
  const { status, headers, body } = answer;
  if (body !== undefined) headers["Content-Length"] = String(Buffer.byteLength(body));
  res.writeHead(status, headers);
  res.end(req.method === "HEAD" ? undefined : body);
}

async function readBytes(req: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the request would take the socket with it, and the answer that says why.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size <= bytesMax) chunks.push(chunk);
    else chunks.length = 0;
    if (size > bytesMax * drainFactor) break;
  }
  if (size > bytesMax) throw payloadTooLarge(bytesMax);
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}
