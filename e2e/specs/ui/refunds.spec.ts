import { expect, test } from "../../fixtures/index.ts";
import type { Shop } from "../../fixtures/shop.ts";
import { paypalWebhookId, stripeSecret } from "../../fixtures/shop-env.ts";

test("a line is given back from the dashboard and goes on the shelf again", async ({
  app,
  apiKey,
  asRole,
  owner,
  sell,
}) => {
  const { sku, title } = await sell(5, 3000);
  const { placeOrder } = await apiKey(["orders:read", "orders:write"]);
  const order = await placeOrder({ lines: [{ sku, quantity: 2 }] });
  await owner.payments.markPaid.mutate({ id: order.payments[0]?.id ?? "" });
  await owner.fulfillments.create.mutate({ orderId: order.id });

  const page = await asRole("operations");
  await app.goto(`/orders/${order.id}`, page);
  await page.getByRole("button", { name: "Refund" }).click();
  const dialog = page.getByRole("dialog", { name: `Refund order #${order.number}` });
  await dialog.getByRole("combobox", { name: "What to give back" }).click();
  await page.getByRole("option", { name: "An amount" }).click();
  await dialog.getByLabel("Amount in EUR").fill("60.01");
  await dialog.getByRole("button", { name: "Refund" }).click();
  await expect(dialog).toContainText("Enter an amount up to 60.00.");
  await dialog.getByRole("combobox", { name: "What to give back" }).click();
  await page.getByRole("option", { name: "Lines of the order" }).click();
  await dialog.getByLabel(`Pieces of ${title}`).fill("1");
  await dialog.getByRole("checkbox", { name: `Back on the shelf ${title}` }).click();
  await dialog.getByLabel("Reason (optional)").fill("It came with a scratch.");
  await dialog.getByRole("button", { name: "Refund" }).click();
  await expect(page.getByText("€30.00 is given back")).toBeVisible();

  const refunds = page.getByRole("region", { name: "Refunds" });
  await expect(refunds).toContainText("Given back here: It came with a scratch.");
  await expect(refunds).toContainText(`1 × ${title}, back on the shelf`);
  expect(await owner.inventory.get.query({ sku })).toMatchObject({ stocked: 4, reserved: 0 });
  expect(await owner.orders.get.query({ id: order.id })).toMatchObject({
    paymentStatus: "partially_refunded",
  });
});

test("a canceled order says whether its money is on its way back", {
  tag: "@own-server",
}, async ({ app, apiKey, asRole, owner, sell, shop }) => {
  const { stripe } = tellingOf(shop, "stripe", stripeSecret);
  const { sku } = await sell(5, 3000);
  const { placeOrder } = await apiKey(["orders:read", "orders:write"]);
  const payment = { provider: "stripe" } as const;
  const { id, payments: made } = await placeOrder({ lines: [{ sku, quantity: 2 }], payment });
  const session = [...stripe.sessions.values()].find((one) => one.client_reference_id === id);
  stripe.pay(session?.id ?? "", "succeed");
  const read = () => owner.orders.get.query({ id });
  await expect.poll(async () => (await read()).paymentStatus).toBe("paid");

  stripe.setNextRefund("pending");
  await owner.orders.cancel.mutate({ id });
  stripe.setNextRefund("succeeded");
  const page = await asRole("operations");
  await app.goto(`/orders/${id}`, page);
  const payments = page.getByRole("region", { name: "Payments" });
  await expect(payments).toContainText("Its money is being given back");
  await expect(payments.getByRole("button", { name: "Refund" })).toBeHidden();

  const [ref = ""] = [...stripe.refunds.keys()].slice(-1);
  stripe.finishRefund(ref, "failed");
  await expect(payments).toContainText("its money is not on its way back");
  await payments.getByRole("button", { name: "Refund" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Refund" }).click();
  await expect(page.getByText("€60.00 is given back")).toBeVisible();
  await expect(payments).not.toContainText("This order is canceled");
  expect(stripe.totals(made[0]?.id ?? "")).toMatchObject({ captured: 6000, refunded: 6000 });
});

const providers = [
  { provider: "stripe", name: "Stripe", secret: stripeSecret },
  { provider: "paypal", name: "PayPal", secret: paypalWebhookId },
] as const;

for (const { provider, name, secret } of providers) {
  test(`what is paid at ${name} is given back from here and from there, and a dispute shows`, {
    tag: "@own-server",
  }, async ({ app, apiKey, asRole, newPage, sell, shop }) => {
    const fake = tellingOf(shop, provider, secret);
    const { sku } = await sell(5, 3000);
    const { placeOrder } = await apiKey(["orders:read", "orders:write"]);
    const order = await placeOrder({
      lines: [{ sku, quantity: 2 }],
      payment: { provider, returnUrl: `${shop.url}/thanks` },
    });
    const action = order.payments[0]?.action;
    if (action?.type !== "redirect") throw new Error("There is no page to pay on");
    const buyer = await newPage();
    await buyer.goto(action.url);
    await expect(buyer.getByRole("heading", { name: "Pay €60.00" })).toBeVisible();
    await buyer.getByRole("button", { name: "Pay", exact: true }).click();
    await expect(buyer).toHaveURL(`${shop.url}/thanks`);

    const page = await asRole("admin");
    await app.goto(`/orders/${order.id}`, page);
    const payments = page.getByRole("region", { name: "Payments" });
    await expect(payments).toContainText("Captured");
    await payments.getByRole("button", { name: "Refund" }).click();
    const dialog = page.getByRole("dialog", { name: `Refund order #${order.number}` });
    await dialog.getByRole("combobox", { name: "What to give back" }).click();
    await page.getByRole("option", { name: "An amount" }).click();
    await dialog.getByLabel("Amount in EUR").fill("10");
    await dialog.getByRole("button", { name: "Refund" }).click();
    const refunds = page.getByRole("region", { name: "Refunds" });
    const own = refunds.getByRole("listitem").filter({ hasText: "Given back here" });
    await expect(own).toContainText("€10.00");
    await expect(own).toContainText("Succeeded");

    const merchant = await newPage();
    await merchant.goto(`${fake.url}/dashboard`);
    const row = merchant.getByRole("row").filter({ hasText: String(order.number) });
    await expect(row).toContainText("€10.00");
    await row.getByRole("link").click();
    await merchant.getByLabel(/^Amount/).fill("5.00");
    await merchant.getByRole("button", { name: "Refund", exact: true }).click();
    const theirs = refunds.getByRole("listitem").filter({ hasText: "Given back at the provider" });
    await expect(theirs).toContainText("€5.00");
    await expect(theirs).toContainText("Succeeded");

    await merchant.getByRole("button", { name: "The buyer disputes it" }).click();
    const disputes = page.getByRole("region", { name: "Disputes" });
    await expect(disputes).toContainText("Needs response");
    await expect(disputes).toContainText("Evidence due");
    await expect(disputes).toContainText("Nothing can be refunded here");
    await expect(payments.getByRole("button", { name: "Refund" })).toBeDisabled();
  });
}

/** The providers, one of which tells the shop from now on what happens there. */
function tellingOf({ url, own }: Shop, provider: "stripe" | "paypal", secret: string) {
  if (!own) throw new Error("This needs a server of its own");
  own.providers[provider].deliverTo(`${url}/api/webhooks/${provider}`, secret);
  return own.providers;
}
