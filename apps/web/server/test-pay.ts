import { readTestPayToken, signTestEvent, type TestPay } from "@crossdock/connectors";
import { AppError, newId } from "@crossdock/core";
import { receiverOf } from "./inbound.ts";
import type { Product } from "./product.ts";
import type { Runtime } from "./runtime.ts";

/** The test provider's side of its pay page: what a real provider's servers would do. */
export function createTestPay(product: Product): Runtime["testPay"] {
  const { testSecret, db, clock } = product;

  function read(token: string): TestPay | null {
    try {
      return readTestPayToken(token, testSecret);
    } catch {
      return null;
    }
  }

  return {
    read(token) {
      const pay = read(token);
      return pay && { ...pay };
    },
    async settle(token, outcome) {
      const pay = read(token);
      if (!pay)
        throw new AppError("signature_invalid", { detail: "This payment link is not whole." });
      const payment = await db.prisma.payment.findUnique({ where: { id: pay.paymentId } });
      const open = payment?.status === "created" && new Date(pay.expiresAt) > clock.now();
      if (open) {
        const paid = pay.capture === "manual" ? "payment.authorized" : "payment.captured";
        const type = outcome === "pay" ? paid : "payment.declined";
        const { headers, body } = signTestEvent({
          type,
          pay,
          secret: testSecret,
          now: clock.now(),
        });
        const receive = await receiverOf(product, "test");
        const requestId = newId("req", clock.now());
        await receive({ headers, body: Buffer.from(body), requestId });
      }
      return { redirectUrl: outcome === "pay" ? pay.successUrl : pay.cancelUrl };
    },
  };
}
