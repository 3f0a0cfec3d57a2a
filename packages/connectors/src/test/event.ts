import { createHash } from "node:crypto";
import { z } from "zod";
import type { TestPay } from "./pay-token.ts";
import { sign } from "./signature.ts";

/** The body of a webhook of the built-in provider. */
export const TestEvent = z.object({
  type: z.enum(["payment.captured", "payment.authorized", "payment.declined"]),
  data: z.object({
    paymentId: z.string(),
    orderId: z.string(),
    ref: z.string(),
    amount: z.int(),
    currency: z.string(),
  }),
});

export type TestEvent = z.infer<typeof TestEvent>;
export type TestEventType = TestEvent["type"];

/** The provider's id of a payment. */
export function testRef(paymentId: string): string {
  return `test_${paymentId}`;
}

/**
 * The webhook that tells us of a button pressed on the pay page: POST `body` with `headers` to
 * `/api/webhooks/test`. Its id and body come from the payment and the button alone, so pressing
 * twice is one event; only the time and the signature differ.
 */
export function signTestEvent(input: {
  type: TestEventType;
  pay: Pick<TestPay, "paymentId" | "orderId" | "amount" | "currency">;
  secret: string;
  now: Date;
}): { headers: Record<string, string>; body: string } {
  const { type, pay, secret, now } = input;
  const { paymentId, orderId, amount, currency } = pay;
  const event: TestEvent = {
    type,
    data: { paymentId, orderId, ref: testRef(paymentId), amount, currency },
  };
  const body = JSON.stringify(event);
  const id = eventId(type, paymentId);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": testSignature({ id, timestamp, body: Buffer.from(body), secret }),
    },
    body,
  };
}

/** Over `id.timestamp.body`, as Standard Webhooks has it (standardwebhooks.com). */
export function testSignature(input: {
  id: string;
  timestamp: string;
  body: Buffer;
  secret: string;
}): string {
  const signed = Buffer.concat([Buffer.from(`${input.id}.${input.timestamp}.`), input.body]);
  return `v1,${sign(input.secret, "webhook", signed).toString("base64")}`;
}

function eventId(type: TestEventType, paymentId: string): string {
  const digest = createHash("sha256").update(`${type} ${paymentId}`).digest("hex");
  return `evt_test_${digest.slice(0, 32)}`;
}
