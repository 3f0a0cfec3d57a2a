import type { IncomingMessage, ServerResponse } from "node:http";
import {
  type InboundConnector,
  type InboundHeaders,
  sourceHeaders,
  verifySource,
} from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import { answerJson } from "./answer.ts";
import { distinctHeaders, keptHeaders } from "./inbound-headers.ts";
import type { Product } from "./product.ts";
import { readBody } from "./read-body.ts";
import { requestIdOf } from "./request-id.ts";

const bodyBytesMax = 1_000_000;

/** `POST /api/webhooks/{slug}`: 202 once the event is stored. Work follows in the queue. */
export function createInbound(product: Product) {
  return async (req: IncomingMessage, res: ServerResponse, slug: string): Promise<void> => {
    const receive = await receiverOf(product, slug);
    if (req.method !== "POST") throw new AppError("method_not_allowed", { detail: "Use POST." });
    const body = await readBody(req, bodyBytesMax);
    const requestId = requestIdOf(req);
    answerJson(res, 202, await receive({ headers: distinctHeaders(req), body, requestId }));
  };
}

/**
 * Takes the events of a connector or a source: verifies the raw bytes and stores the event once. Where
 * it cannot be stored the sender hears 503 and sends it again.
 * @throws AppError `not_found`, where nobody takes webhooks there
 */
export async function receiverOf(product: Product, slug: string) {
  const { verify, sourceId, headers: kept } = await doorOf(product, slug);

  return async ({ headers, body, requestId }: Delivery) => {
    const at = product.clock.now();
    const { eventId, type, account } = await verify({ headers, body, now: at });
    const stored = await product.inbox
      .store({
        ...{ connector: slug, sourceId, account, eventId, type, body, requestId, at },
        headers: keptHeaders(headers, kept),
      })
      .catch(storeFailed);
    product.live.publish(["inbox"]);
    return { received: true, id: stored.id, duplicate: !stored.fresh };
  };
}

type Delivery = { headers: InboundHeaders; body: Buffer; requestId: string };

type Door = {
  sourceId: string | null;
  headers: readonly string[];
  verify: InboundConnector["verify"];
};

async function doorOf(product: Product, slug: string): Promise<Door> {
  const { inbound, problem } = (await product.connectors.get(slug)) ?? {};
  if (inbound) return { sourceId: null, headers: inbound.headers ?? [], verify: inbound.verify };
  if (problem) throw new AppError("connector_not_configured", { detail: problem });
  const source = await product.inboundSources.get(slug).catch(storeFailed);
  if (!source) throw new AppError("not_found", { detail: `Nobody takes webhooks at ${slug}.` });
  if (!source.enabled) throw new AppError("not_found", { detail: `${slug} is switched off.` });
  const { settings, secrets } = source;
  return {
    sourceId: source.id,
    headers: sourceHeaders(settings),
    verify: async (request) => verifySource(settings, secrets, request),
  };
}

function storeFailed(cause: unknown): never {
  const detail = "The event could not be stored.";
  throw new AppError("unavailable", { detail, retryAfter: 5, cause });
}
