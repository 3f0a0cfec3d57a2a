import type { IncomingMessage, ServerResponse } from "node:http";
import { type InboundHeaders, inboundBytesMax } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import { answerJson } from "./answer.ts";
import { doorOf } from "./inbound-door.ts";
import { distinctHeaders, keptHeaders } from "./inbound-headers.ts";
import { rejectionOf } from "./inbound-rejection.ts";
import type { Product } from "./product.ts";
import { readBody } from "./read-body.ts";
import { factsOf } from "./requests/facts.ts";

/** `POST /api/webhooks/{slug}`: 202 once the event is stored. Work follows in the queue. */
export function createInbound(product: Product, addressOf: (req: IncomingMessage) => string) {
  return async (req: IncomingMessage, res: ServerResponse, slug: string): Promise<void> => {
    const facts = factsOf(req);
    const { requestId } = facts;
    // Now: who sends too much is cut off, and has no address any more.
    const address = addressOf(req);
    let body: Buffer | undefined;
    try {
      const receive = await receiverOf(product, slug);
      // Somebody takes webhooks there: it is no invented word.
      facts.route = `/webhooks/${slug}`;
      if (req.method !== "POST") throw new AppError("method_not_allowed", { detail: "Use POST." });
      body = await readBody(req, inboundBytesMax);
      const receipt = await receive({ headers: distinctHeaders(req), body, requestId });
      facts.principal = { kind: "connector", id: slug, partnerId: null };
      answerJson(res, 202, receipt);
    } catch (error) {
      const rejection = rejectionOf(error, { slug, address, requestId, body });
      if (rejection) product.verdicts.reject(rejection);
      throw error;
    }
  };
}

/**
 * Takes the events of a connector or a source: verifies the raw bytes and stores the event once. Where
 * it cannot be stored the sender hears 503 and sends it again.
 * @throws AppError `not_found`, where nobody takes webhooks there
 */
export async function receiverOf(product: Product, slug: string) {
  const door = await doorOf(product, slug).catch(unavailable);

  return async ({ headers, body, requestId }: Delivery) => {
    const at = product.clock.now();
    const event = await door.verify({ headers, body, now: at });
    door.refuseFlood();
    const { eventId, type, account, fingerprint } = event;
    const stored = await product.inbox
      .store({
        ...{ connector: slug, sourceId: door.sourceId, account, eventId, type, fingerprint },
        ...{ body, requestId, at, headers: keptHeaders(headers, door.headers) },
      })
      .catch(unavailable);
    const { id, fresh, conflict } = stored;
    product.verdicts.accept(slug, conflict ? "conflict" : fresh ? "accepted" : "duplicate");
    product.live.publish(["inbox"]);
    return { received: true, id, duplicate: !fresh };
  };
}

type Delivery = { headers: InboundHeaders; body: Buffer; requestId: string };

function unavailable(cause: unknown): never {
  if (cause instanceof AppError) throw cause;
  const detail = "The event could not be stored.";
  throw new AppError("unavailable", { detail, retryAfter: 5, cause });
}
