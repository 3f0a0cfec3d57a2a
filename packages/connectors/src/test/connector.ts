import { Amount, AppError, Currency } from "@crossdock/core";
import { z } from "zod";
import type { Connector, Money, PaymentConnector } from "../contract.ts";
import { testRef } from "./event.ts";
import { testInbound } from "./inbound.ts";
import { createTestPayToken } from "./pay-token.ts";

export const TestConfig = z.object({
  /** Where the pay page is, without a slash at the end. */
  appUrl: z.url({ protocol: /^https?$/ }),
  /** What signs its links and events. */
  secret: z.string().min(32),
});

export type TestConfig = z.infer<typeof TestConfig>;

/** The built-in provider: a page with pay and decline, and webhooks like a real one's. */
export function connectTest(settings: TestConfig): Connector {
  const config = TestConfig.parse(settings);
  return {
    id: "test",
    name: "Test provider",
    configured: true,
    payment: testPayments(config),
    inbound: testInbound(config.secret),
    check: async () => ({ ok: true, detail: "Built in: no money moves." }),
  };
}

function testPayments({ appUrl, secret }: TestConfig): PaymentConnector {
  return {
    capabilities: { hosted: true, manualCapture: false },
    toProviderAmount: checkedAmount,
    async createPayment(input) {
      checkedAmount(input);
      const pay = { ...input, expiresAt: input.expiresAt.toISOString() };
      const token = createTestPayToken(pay, secret);
      const url = `${appUrl}/test-pay/${input.paymentId}?token=${token}`;
      return {
        ref: testRef(input.paymentId),
        sessionRef: null,
        action: { type: "redirect", url },
      };
    },
    // Nothing is kept here, so there is nothing to end: the page asks whether the payment is open.
    cancelPayment: async () => ({ outcome: "canceled" }),
  };
}

function checkedAmount({ amount, currency }: Money): number {
  const isValid = Amount.safeParse(amount).success && Currency.safeParse(currency).success;
  if (isValid && amount > 0) return amount;
  throw new AppError("amount_unrepresentable", {
    detail: "The test provider takes positive whole amounts of ISO 4217 currencies.",
  });
}
