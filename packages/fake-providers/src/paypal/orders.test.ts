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

const orders = "/v2/checkout/orders";
const types = () => fake.paypal.events.map(({ event_type }) => event_type);

test("an order is made, approved by the buyer, and captured by the shop", async () => {
  const made = await paypal.post(orders, orderRequest());
  expect(made).toMatchObject({ status: 201, body: { status: "PAYER_ACTION_REQUIRED" } });
  const { id, links } = made.body;
  expect(links).toContainEqual(
    expect.objectContaining({ rel: "payer-action", href: `${fake.url}/pay/${id}` }),
  );
  expect(await issueOf(paypal.post(`${orders}/${id}/capture`))).toBe("ORDER_NOT_APPROVED");
  fake.paypal.approve(id);
  const { body } = await paypal.post(`${orders}/${id}/capture`, {});
  expect(body).toMatchObject({
    status: "COMPLETED",
    purchase_units: [{ payments: { captures: [{ status: "COMPLETED", custom_id: "pay_1" }] } }],
  });
  expect(throughSdk("order", body)).toEqual(body);
  expect(types()).toEqual([
    ...["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "CHECKOUT.ORDER.COMPLETED"],
  ]);
  expect(fake.paypal.totals("pay_1")).toEqual({
    ...{ payments: 1, authorized: 0, captured: 1999, refunded: 0 },
  });
  expect(await issueOf(paypal.post(`${orders}/${id}/capture`))).toBe("ORDER_ALREADY_CAPTURED");
});

test("a completed order is no money where its capture is pending", async () => {
  const id = await approved();
  fake.paypal.setNextCapture("PENDING");
  const { body } = await paypal.post(`${orders}/${id}/capture`);
  expect(body).toMatchObject({
    status: "COMPLETED",
    purchase_units: [
      { payments: { captures: [{ status: "PENDING", status_details: { reason: "ECHECK" } }] } },
    ],
  });
  expect(fake.paypal.totals("pay_1").captured).toBe(0);
  fake.paypal.finishCapture(id, "COMPLETED");
  expect(fake.paypal.totals("pay_1").captured).toBe(1999);
  expect(types().slice(-1)).toEqual(["PAYMENT.CAPTURE.COMPLETED"]);
});

test("a declined instrument leaves the order approved, a declined capture completes it", async () => {
  const id = await approved();
  fake.paypal.setNextCapture("refused");
  expect(await issueOf(paypal.post(`${orders}/${id}/capture`))).toBe("INSTRUMENT_DECLINED");
  fake.paypal.setNextCapture("DECLINED");
  const { body } = await paypal.post(`${orders}/${id}/capture`);
  expect(body.purchase_units[0]?.payments.captures[0]?.status).toBe("DECLINED");
  expect(fake.paypal.totals("pay_1")).toMatchObject({ payments: 0, captured: 0 });
});

test("an invoice is paid once", async () => {
  const [first, second] = [await approved(), await approved()];
  await paypal.post(`${orders}/${first}/capture`);
  expect(await issueOf(paypal.post(`${orders}/${second}/capture`))).toBe("DUPLICATE_INVOICE_ID");
});

test("an order that nobody approves is gone after six hours", async () => {
  const { body } = await paypal.post(orders, orderRequest());
  now = new Date(now.getTime() + 6 * 3600_000);
  expect((await paypal.get(`${orders}/${body.id}`)).status).toBe(404);
});

test("an approval may be taken back", async () => {
  const id = await approved();
  fake.paypal.reverseApproval(id);
  expect(await issueOf(paypal.post(`${orders}/${id}/capture`))).toBe("ORDER_NOT_APPROVED");
  expect(types().at(-1)).toBe("CHECKOUT.PAYMENT-APPROVAL.REVERSED");
});

test.each([
  [{ amount: { currency_code: "JPY", value: "120.00" } }, "DECIMAL_PRECISION"],
  [{ amount: { currency_code: "HUF", value: "1999.5" } }, "DECIMAL_PRECISION"],
  [{ amount: { currency_code: "KWD", value: "1.000" } }, "CURRENCY_NOT_SUPPORTED"],
  [{ amount: { currency_code: "EUR", value: "0.00" } }, "CANNOT_BE_ZERO_OR_NEGATIVE"],
  [{ amount: { currency_code: "EUR" } }, "MISSING_REQUIRED_PARAMETER"],
  [{ amount: { currency_code: "EUR", value: 19.99 } }, "INVALID_PARAMETER_VALUE"],
  [{ custom: "pay_1" }, "INVALID_PARAMETER_VALUE"],
  [{ invoice_id: "x".repeat(128) }, "INVALID_PARAMETER_VALUE"],
  [
    {
      amount: {
        ...{ currency_code: "EUR", value: "19.99" },
        breakdown: { item_total: { currency_code: "EUR", value: "19.98" } },
      },
    },
    "AMOUNT_MISMATCH",
  ],
])("a unit with %j is refused: %s", async (unit, issue) => {
  expect(await issueOf(paypal.post(orders, orderRequest("CAPTURE", unit)))).toBe(issue);
  expect(fake.paypal.orders.size).toBe(0);
});

test("a yen has no decimals, there and back", async () => {
  const amount = { currency_code: "JPY", value: "120" };
  const { body } = await paypal.post(orders, orderRequest("CAPTURE", { amount }));
  expect(body.purchase_units[0]).toMatchObject({ amount });
});

async function approved(): Promise<string> {
  const { body } = await paypal.post(orders, orderRequest());
  fake.paypal.approve(body.id);
  return body.id;
}

async function issueOf(call: ReturnType<PaypalClient["post"]>): Promise<string | undefined> {
  return (await call).body.details?.[0]?.issue;
}
