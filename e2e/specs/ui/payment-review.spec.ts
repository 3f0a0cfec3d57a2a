import { expect, test } from "../../fixtures/index.ts";
import { stripeSecret } from "../../fixtures/shop-env.ts";

test("what does not add up is said on the order's page, and settled with a note", {
  tag: "@own-server",
}, async ({ app, apiKey, asRole, owner, sell, shop }) => {
  if (!shop.own) throw new Error("This needs a server of its own");
  const { stripe } = shop.own.providers;
  stripe.deliverTo(`${shop.url}/api/webhooks/stripe`, stripeSecret);
  const { sku } = await sell(5, 3000);
  const { placeOrder } = await apiKey(["orders:read", "orders:write"]);
  const payment = { provider: "stripe" } as const;
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }], payment });
  const { id } = order;
  const session = [...stripe.sessions.values()].find((one) => one.client_reference_id === id);
  stripe.pay(session?.id ?? "", "succeed");
  const read = () => owner.orders.get.query({ id });
  await expect.poll(async () => (await read()).paymentStatus).toBe("paid");

  const page = await asRole("operations");
  await app.goto(`/orders/${id}`, page);
  const payments = page.getByRole("region", { name: "Payments" });
  await expect(payments).toContainText("Captured");
  const [intent] = [...stripe.intents.values()].slice(-1);
  if (intent) intent.amount_received = 2900;
  // Whatever is told next makes the shop look at the payment again.
  stripe.refund(session?.id ?? "", 100);
  await expect(payments).toContainText("the provider has told €29.00 and €30.00");

  await payments.getByRole("button", { name: "Settle" }).click();
  const dialog = page.getByRole("dialog", { name: "Settle what does not add up" });
  await dialog.getByRole("button", { name: "Settle" }).click();
  await expect(dialog).toContainText("Fill this in.");
  await dialog.getByLabel("What came of it").fill("A fee of the bank.");
  await dialog.getByRole("button", { name: "Settle" }).click();
  await expect(page.getByText("The payment is settled")).toBeVisible();
  await expect(payments).not.toContainText("This payment does not add up");
  await expect(payments).toContainText("A fee of the bank.");
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("What did not add up is settled");
});

test("an order whose money a bank decides over, or has taken, is not offered for shipping", {
  tag: "@own-server",
}, async ({ app, apiKey, asRole, owner, sell, shop }) => {
  if (!shop.own) throw new Error("This needs a server of its own");
  const { stripe } = shop.own.providers;
  stripe.deliverTo(`${shop.url}/api/webhooks/stripe`, stripeSecret);
  const { sku } = await sell(5, 3000);
  const { placeOrder } = await apiKey(["orders:read", "orders:write"]);
  const payment = { provider: "stripe" } as const;
  const { id } = await placeOrder({ lines: [{ sku, quantity: 1 }], payment });
  const session = [...stripe.sessions.values()].find((one) => one.client_reference_id === id);
  stripe.pay(session?.id ?? "", "succeed");
  const read = () => owner.orders.get.query({ id });
  await expect.poll(async () => (await read()).paymentStatus).toBe("paid");

  const page = await asRole("operations");
  await app.goto(`/orders/${id}`, page);
  const ship = page.getByRole("button", { name: "Ship" });
  await expect(ship).toBeEnabled();
  const dispute = stripe.dispute(session?.id ?? "", "chargeback");
  await expect(page.getByText("The buyer disputes it:")).toBeVisible();
  await expect(page.getByText("Disputed", { exact: true })).toBeVisible();
  await expect(ship).toBeDisabled();
  stripe.closeDispute(dispute, "lost");
  await expect(page.getByText("The bank has taken its money back:")).toBeVisible();
  await expect(page.getByText("Charged back", { exact: true })).toBeVisible();
  await expect(ship).toBeDisabled();
});
