import { type InboundConnector, sourceHeaders, verifySource } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import { createRate } from "@crossdock/webhooks";
import type { Product } from "./product.ts";

/** What stands behind an address: a connector, or a source. */
export type Door = {
  sourceId: string | null;
  /** The headers that are kept of a delivery. */
  headers: readonly string[];
  verify: InboundConnector["verify"];
  /**
   * Called for what is verified, and not before: strangers could else use up the quota.
   * @throws AppError `rate_limited`
   */
  refuseFlood(): void;
};

/** @throws AppError `not_found`, `connector_not_configured`; what the database throws */
export async function doorOf(product: Product, slug: string): Promise<Door> {
  const { inbound, problem } = (await product.connectors.get(slug)) ?? {};
  if (inbound) {
    const { headers = [], verify } = inbound;
    return { sourceId: null, headers, verify, refuseFlood: () => {} };
  }
  if (problem) throw new AppError("connector_not_configured", { detail: problem });
  const source = await product.inboundSources.get(slug);
  if (!source) throw closed("unknown_source", `Nobody takes webhooks at ${slug}.`);
  if (!source.enabled) throw closed("disabled", `${slug} is switched off.`);
  const { id, settings, secrets, perMinuteMax } = source;
  return {
    sourceId: id,
    headers: sourceHeaders(settings),
    verify: async (request) => verifySource(settings, secrets, request),
    refuseFlood() {
      const retryAfter = rate.take(id, perMinuteMax);
      if (retryAfter === 0) return;
      const detail = `This source takes ${perMinuteMax} deliveries a minute.`;
      throw new AppError("rate_limited", { detail, retryAfter });
    },
  };
}

const rate = createRate();

function closed(reason: string, detail: string): AppError {
  return new AppError("not_found", { detail, data: { reason } });
}
