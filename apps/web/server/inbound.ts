import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@crossdock/core";
import { storeInbound } from "@crossdock/webhooks";
import { answerJson } from "./answer.ts";
import type { Product } from "./product.ts";
import { requestIdOf } from "./request-id.ts";

const bodyBytesMax = 1_000_000;

/**
 * `POST /api/webhooks/{connector}`: verifies the raw bytes, stores the event once, and only then
 * says 202. Work follows in the queue. Where the event cannot be stored the sender gets a 503 and
 * sends it again.
 */
export function createInbound(product: Product) {
  return async (req: IncomingMessage, res: ServerResponse, connectorId: string): Promise<void> => {
    const connector = await product.connectors.get(connectorId);
    if (!connector?.inbound) {
      throw new AppError("not_found", { detail: `No connector ${connectorId} takes webhooks.` });
    }
    if (req.method !== "POST") throw new AppError("method_not_allowed", { detail: "Use POST." });
    const body = await readBody(req);
    const at = product.clock.now();
    const event = connector.inbound.verify({ headers: req.headers, body, now: at });
    const { eventId, type, account } = event;
    const requestId = requestIdOf(req);
    const stored = await storeInbound(product.db, product.jobs, {
      ...{ connector: connectorId, account, eventId, type, body, requestId, at },
    }).catch((cause: unknown) => {
      throw new AppError("unavailable", {
        detail: "The event could not be stored.",
        retryAfter: 5,
        cause,
      });
    });
    product.live.publish(["inbox"]);
    answerJson(res, 202, { received: true, id: stored.id, duplicate: !stored.fresh });
  };
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) {
      throw new AppError("payload_too_large", {
        detail: `At most ${bodyBytesMax} bytes are read.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
