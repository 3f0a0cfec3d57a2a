import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { orderRequest, type PaypalClient, paypalClient } from "../testing/paypal-client.ts";
import { throughSdk } from "./testing/sdk-models.ts";

let now: Date;
let fake: FakeProviders;
let paypal: PaypalClient;

beforeEach(async () => {
  now = new Date("2026-11-01T12:00:00Z");
  fake = await startFakeProviders({ now: () => now });
  paypal = await paypalClient(fake);
});
afterEach(() => fake.close());

const eur = (value: string) => ({ currency_code: "EUR", value });
const passDays = async (days: number) => {
  now = new Date(now.getTime() + days * 24 * 3600_000);
  paypal = await paypalClient(fake);
};

test("what was authorised is captured in parts, a little more than all of it, and no more", async () => {
  const path = await authorized();
  const first = await paypal.post(`${path}/capture`, { amount: eur("5.00") });
  expect(first).toMatchObject({ status: 201, body: { status: "COMPLETED", final_capture: false } });
  expect(throughSdk("capturedPayment", first.body)).toEqual(first.body);
  expect((await paypal.get(path)).body.status).toBe("PARTIALLY_CAPTURED");
  expect(await issueOf(paypal.post(`${path}/capture`, { amount: eur("18.00") }))).toBe(
    "MAX_CAPTURE_AMOUNT_EXCEEDED",
  );
  await paypal.post(`${path}/capture`, { amount: eur("10.00"), final_capture: true });
  const held = await paypal.get(path);
  expect(held.body.status).toBe("CAPTURED");
  expect(throughSdk("paymentAuthorization", held.body)).toEqual(held.body);
  expect(await issueOf(paypal.post(`${path}/capture`))).toBe("AUTHORIZATION_ALREADY_CAPTURED");
  expect(await issueOf(paypal.post(`${path}/void`))).toBe("PREVIOUSLY_CAPTURED");
  expect(fake.paypal.totals("pay_1")).toEqual({
    ...{ payments: 1, authorized: 0, captured: 1500, refunded: 0 },
  });
});

test("a hold is let go of by a call, once, or after twenty-nine days", async () => {
  const path = await authorized();
  expect((await paypal.post(`${path}/void`, undefined, { minimal: true })).status).toBe(204);
  expect(await issueOf(paypal.post(`${path}/void`))).toBe("PREVIOUSLY_VOIDED");
  expect(await issueOf(paypal.post(`${path}/capture`))).toBe("AUTHORIZATION_VOIDED");
  const later = await authorized("pay_2");
  await passDays(29);
  expect((await paypal.get(later)).body.status).toBe("VOIDED");
  expect(fake.paypal.events.filter(({ event_type }) => event_type.endsWith("VOIDED"))).toHaveLength(
    2,
  );
});

test("a hold is renewed from the fourth day on", async () => {
  const path = await authorized();
  expect(await issueOf(paypal.post(`${path}/reauthorize`, {}))).toBe("REAUTHORIZATION_TOO_SOON");
  await passDays(4);
  const { status, body } = await paypal.post(`${path}/reauthorize`, { amount: eur("19.99") });
  expect([status, body.status]).toEqual([201, "CREATED"]);
  expect((await paypal.post(`/v2/payments/authorizations/${body.id}/capture`)).status).toBe(201);
});

test("refunds add up to what was captured and no further", async () => {
  const path = await captured();
  const some = await paypal.post(`${path}/refund`, { amount: eur("5.00"), custom_id: "rfd_1" });
  expect(some).toMatchObject({ status: 201, body: { status: "COMPLETED", custom_id: "rfd_1" } });
  expect(throughSdk("refund", some.body)).toEqual(some.body);
  expect((await paypal.get(path)).body.status).toBe("PARTIALLY_REFUNDED");
  const over = paypal.post(`${path}/refund`, { amount: eur("15.00") });
  expect(await issueOf(over)).toBe("REFUND_AMOUNT_EXCEEDED");
  await paypal.post(`${path}/refund`);
  expect((await paypal.get(path)).body.status).toBe("REFUNDED");
  expect(await issueOf(paypal.post(`${path}/refund`))).toBe("CAPTURE_FULLY_REFUNDED");
  expect(fake.paypal.totals("pay_1")).toMatchObject({ captured: 1999, refunded: 1999 });
  expect((await paypal.get(`/v2/payments/refunds/${some.body.id}`)).body).toEqual(some.body);
});

test("a pending refund may fail, and is none then", async () => {
  const path = await captured();
  fake.paypal.setNextRefund("PENDING");
  const { body } = await paypal.post(`${path}/refund`);
  expect(body.status).toBe("PENDING");
  fake.paypal.finishRefund(body.id, "FAILED");
  expect((await paypal.get(path)).body.status).toBe("COMPLETED");
  expect(fake.paypal.totals("pay_1").refunded).toBe(0);
});

test("a dispute that the shop loses takes the money back, one that it wins does not", async () => {
  await captured();
  const [id = ""] = fake.paypal.captures.keys();
  fake.paypal.closeDispute(fake.paypal.dispute(id, "chargeback"), "won");
  expect(fake.paypal.totals("pay_1").refunded).toBe(0);
  const dispute = fake.paypal.dispute(id, "inquiry");
  fake.paypal.escalateDispute(dispute);
  fake.paypal.closeDispute(dispute, "lost");
  expect(fake.paypal.totals("pay_1").refunded).toBe(1999);
  const told = fake.paypal.events.map(({ event_type }) => event_type);
  expect(told.filter((type) => /DISPUTE|REVERSED/.test(type))).toEqual([
    ...["CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.RESOLVED", "CUSTOMER.DISPUTE.CREATED"],
    ...["CUSTOMER.DISPUTE.UPDATED", "PAYMENT.CAPTURE.REVERSED", "CUSTOMER.DISPUTE.RESOLVED"],
  ]);
});

async function approved(intent: string, paymentId: string): Promise<string> {
  const unit = { custom_id: paymentId, invoice_id: paymentId };
  const { body } = await paypal.post("/v2/checkout/orders", orderRequest(intent, unit));
  fake.paypal.approve(body.id);
  return `/v2/checkout/orders/${body.id}`;
}

async function authorized(paymentId = "pay_1"): Promise<string> {
  const { body } = await paypal.post(`${await approved("AUTHORIZE", paymentId)}/authorize`);
  return `/v2/payments/authorizations/${body.purchase_units[0]?.payments.authorizations[0]?.id}`;
}

async function captured(): Promise<string> {
  const { body } = await paypal.post(`${await approved("CAPTURE", "pay_1")}/capture`);
  return `/v2/payments/captures/${body.purchase_units[0]?.payments.captures[0]?.id}`;
}

async function issueOf(call: ReturnType<PaypalClient["post"]>): Promise<string | undefined> {
  return (await call).body.details?.[0]?.issue;
}
