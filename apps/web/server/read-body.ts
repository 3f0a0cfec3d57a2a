import type { IncomingMessage } from "node:http";
import { AppError } from "@crossdock/core";

/** The raw bytes of a body. @throws AppError `payload_too_large` */
export async function readBody(req: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      throw new AppError("payload_too_large", { detail: `At most ${bytesMax} bytes are read.` });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
