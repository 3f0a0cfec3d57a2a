import { expect, test } from "../../fixtures/index.ts";

test("a change is in the audit log with who, by what, and in which request", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"], { partner: "Audited" });
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }] });

  const page = await asRole("developer");
  await app.goto("/audit", page);
  await page.getByRole("searchbox", { name: /Action/ }).fill("orders.create");
  await expect(page).toHaveURL(/action=orders\.create/);
  await page.getByRole("combobox", { name: "Transport" }).click();
  await page.getByRole("option", { name: "Rest" }).click();
  const row = page.getByRole("row").filter({ has: page.locator(`[href="/orders/${order.id}"]`) });
  await expect(row).toContainText("Audited");
  await expect(row.getByRole("button", { name: /req_/ })).toBeVisible();
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { name: `Order #${order.number}` })).toBeVisible();
});

test("a customer's page has their orders", async ({ app, apiKey, asRole, sell }) => {
  const { sku } = await sell(2);
  const { placeOrder } = await apiKey(["orders:write"]);
  const email = `returning-${Date.now()}@example.com`;
  const first = await placeOrder({ email, lines: [{ sku, quantity: 1 }] });
  const second = await placeOrder({ email, lines: [{ sku, quantity: 1 }] });
  expect(second.customerId).toBe(first.customerId);

  const page = await asRole("support");
  await app.goto("/customers", page);
  await page.getByRole("searchbox").fill(email);
  await expect(page).toHaveURL(/q=/);
  await page
    .getByRole("row", { name: new RegExp(email) })
    .getByRole("link")
    .click();
  await expect(page).toHaveURL(`/customers/${first.customerId}`);
  for (const { number } of [first, second])
    await expect(page.getByRole("link", { name: `#${number}` })).toBeVisible();
});

test("an address that leads to nothing says so", async ({ app, asRole }) => {
  app.expectConsoleError(/404/);
  const page = await asRole("viewer");
  await app.goto("/orders/ord_01jd7m3v9kf4s8qzt5w2x6y7ab", page);
  await expect(page.getByRole("heading", { name: "There is no such thing here" })).toBeVisible();
});
