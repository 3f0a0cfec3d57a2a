import type Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProviders, startFakeProviders } from "../start.ts";
import { orderRequest, type PaypalClient, paypalClient } from "../testing/paypal-client.ts";
import { sessionParams, stripeClient } from "../testing/stripe-client.ts";

let fake: FakeProviders;
let stripe: Stripe;
let paypal: PaypalClient;

beforeEach(async () => {
  fake = await startFakeProviders();
  stripe = stripeClient(fake.url);
  paypal = await paypalClient(fake);
});
afterEach(() => fake.close());

test("Stripe's page: declined, then 3-D Secure that fails, then paid and back to the shop", async () => {
  const success_url = "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}";
  const { id } = await stripe.checkout.sessions.create(
    sessionParams(new Date(), { success_url, cancel_url: "https://shop.example/cart" }),
  );
  expect(await read(`/pay/${id}`)).toContain("Pay €19.99");
  expect(await read(`/pay/${id}`), "or browsers ask the API for one").toContain('rel="icon"');
  expect(await read(`/pay/${id}`)).toContain('href="https://shop.example/cart"');
  expect(await press(`/pay/${id}/decline`)).toBe(`/pay/${id}`);
  expect(await read(`/pay/${id}`)).toContain("Your card was declined.");
  expect(await press(`/pay/${id}/authenticate`)).toBe(`/pay/${id}`);
  expect(await read(`/pay/${id}`)).toContain("It is me");
  await press(`/pay/${id}/fail`);
  await press(`/pay/${id}/authenticate`);
  expect(await press(`/pay/${id}/prove`)).toBe(`https://shop.example/thanks?session=${id}`);
  expect(await read(`/pay/${id}`)).toContain("Nothing can be paid here any more.");
  expect(fake.stripe.totals("ord_1").captured).toBe(1999);
});

test("Stripe's dashboard: money that takes days, a refund, one too many, a dispute", async () => {
  const { id } = await stripe.checkout.sessions.create(sessionParams(new Date()));
  await press(`/pay/${id}/hold`);
  const intent = fake.stripe.sessions.get(id)?.payment_intent ?? "";
  expect(await read("/dashboard")).toContain(intent);
  const path = `/dashboard/${intent}`;
  await press(`${path}/settle`);
  await press(`${path}/refund`, "5.00");
  expect(fake.stripe.totals("ord_1")).toMatchObject({ captured: 1999, refunded: 500 });
  expect(await press(`${path}/refund`, "15.00")).toMatch(/error=/);
  await press(`${path}/chargeback`);
  expect(await read(path)).toContain("Lose the dispute");
  await press(`${path}/lose`);
  expect([...fake.stripe.disputes.values()]).toMatchObject([{ status: "lost" }]);
});

test("PayPal's page: the buyer agrees and the shop takes the money, or does not get it", async () => {
  const { body } = await paypal.post("/v2/checkout/orders", orderRequest());
  await press(`/pay/${body.id}/authenticate`);
  const back = await press(`/pay/${body.id}/prove`);
  expect(back).toBe(`https://shop.example/thanks?token=${body.id}&PayerID=FAKEBUYER`);
  await paypal.post(`/v2/checkout/orders/${body.id}/capture`);
  const path = `/dashboard/${body.id}`;
  await press(`${path}/refund`, "5.00");
  expect(await press(`${path}/refund`, "15.00")).toMatch(/error=/);
  await press(`${path}/inquiry`);
  await press(`${path}/lose`);
  expect(fake.paypal.totals("pay_1")).toMatchObject({ captured: 1999, refunded: 1999 });

  const unit = { invoice_id: "2", custom_id: "pay_2" };
  const held = (await paypal.post("/v2/checkout/orders", orderRequest("CAPTURE", unit))).body;
  await press(`/pay/${held.id}/hold`);
  await paypal.post(`/v2/checkout/orders/${held.id}/capture`);
  expect(fake.paypal.totals("pay_2").captured).toBe(0);
  await press(`/dashboard/${held.id}/settle`);
  expect(fake.paypal.totals("pay_2").captured).toBe(1999);
});

test("a title of a buyer's making is text", async () => {
  const unit_amount = 1999;
  const product_data = { name: '<img src=x onerror="alert(1)">' };
  const price_data = { currency: "eur", unit_amount, product_data };
  const line_items = [{ quantity: 1, price_data }];
  const { id } = await stripe.checkout.sessions.create(sessionParams(new Date(), { line_items }));
  expect(await read(`/pay/${id}`)).toContain("&lt;img src=x");
  expect((await fetch(`${fake.url}/pay/cs_nobody`)).status).toBe(404);
  expect((await fetch(`${fake.url}/dashboard/pi_nobody`)).status).toBe(404);
});

async function read(path: string): Promise<string> {
  return (await fetch(`${fake.url}${path}`)).text();
}

/** @returns where the browser is sent */
async function press(path: string, amount?: string): Promise<string> {
  const answer = await fetch(`${fake.url}${path}`, {
    ...{ method: "POST", redirect: "manual" },
    body: new URLSearchParams(amount === undefined ? {} : { amount }),
  });
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}
