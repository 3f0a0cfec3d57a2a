import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@crossdock/core";
import { storeInbound } from "@crossdock/webhooks";
import { answerJson } from "./answer.ts";
import type { Product } from "./product.ts";
import { readBody } from "./read-body.ts";
import { requestIdOf } from "./request-id.ts";

const bodyBytesMax = 1_000_000;

/** `POST /api/webhooks/{connector}`: 202 once the event is stored. Work follows in the queue. */
export function createInbound(product: Product) {
  return async (req: IncomingMessage, res: ServerResponse, connectorId: string): Promise<void> => {
    const receive = await receiverOf(product, connectorId);
    if (req.method !== "POST") throw new AppError("method_not_allowed", { detail: "Use POST." });
    const body = await readBody(req, bodyBytesMax);
    const requestId = requestIdOf(req);
    answerJson(res, 202, await receive({ headers: req.headers, body, requestId }));
  };
}

/**
 * Takes a connector's events: verifies the raw bytes and stores the event once. Where it cannot be
 * stored the sender hears 503 and sends it again.
 * @throws AppError `not_found`, where no such connector takes any
 */
export async function receiverOf(product: Product, connectorId: string) {
  const connector = await product.connectors.get(connectorId);
  const inbound = connector?.inbound;
  if (!inbound && connector?.problem)
    throw new AppError("connector_not_configured", { detail: connector.problem });
  if (!inbound)
    throw new AppError("not_found", { detail: `No connector ${connectorId} takes webhooks.` });

  return async ({ headers, body, requestId }: Delivery) => {
    const at = product.clock.now();
    const { eventId, type, account } = await inbound.verify({ headers, body, now: at });
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
    return { received: true, id: stored.id, duplicate: !stored.fresh };
  };
}

type Delivery = { headers: IncomingHttpHeaders; body: Buffer; requestId: string };
