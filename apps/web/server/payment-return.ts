import type { IncomingMessage, ServerResponse } from "node:http";
import { returnFromProvider } from "@crossdock/api";
import { AppError, systemPrincipal } from "@crossdock/core";
import type { Product } from "./product.ts";
import { requestIdOf } from "./request-id.ts";

/**
 * `/payments/return/{paymentId}?proof=`: where a provider sends the buyer back to. We ask how the payment
 * stands and send the buyer on. PayPal adds a `token` and a `PayerID` of its own, hence another word.
 */
export function createPaymentReturn(product: Product) {
  return async (req: IncomingMessage, res: ServerResponse, paymentId: string): Promise<void> => {
    if (req.method !== "GET") throw new AppError("method_not_allowed", { detail: "Use GET." });
    const { searchParams } = new URL(req.url ?? "", product.appUrl);
    const token = searchParams.get("proof") ?? "";
    const context = {
      services: product,
      principal: systemPrincipal("payments"),
      transport: "page",
      requestId: requestIdOf(req),
    } as const;
    const next = await returnFromProvider(context, { paymentId, token });
    if (next === null) throw new AppError("not_found", { detail: "This link is not whole." });
    // The token opens this payment alone, and still is nobody else's business.
    res.writeHead(303, {
      Location: next,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "Content-Length": 0,
    });
    res.end();
  };
}
