import { readTestPayToken, signTestEvent, type TestPay } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Product } from "./product.ts";
import type { Runtime } from "./runtime.ts";

/** The test provider's side of its pay page: what a real provider's servers would do. */
export function createTestPay({ testSecret, db, clock, selfUrl }: Product): Runtime["testPay"] {
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
        const type = outcome === "pay" ? "payment.captured" : "payment.declined";
        const { headers, body } = signTestEvent({
          type,
          pay,
          secret: testSecret,
          now: clock.now(),
        });
        await post(`${selfUrl}/api/webhooks/test`, headers, body);
      }
      return { redirectUrl: outcome === "pay" ? pay.successUrl : pay.cancelUrl };
    },
  };
}

// Our own address, from our own configuration: no address that a caller chose.
async function post(url: string, headers: Record<string, string>, body: string): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers,
    body,
    signal: AbortSignal.timeout(10_000),
  });
  if (response.ok) return;
  throw new AppError("provider_failed", { detail: `The webhook was answered ${response.status}.` });
}
