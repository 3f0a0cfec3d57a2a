import { expect, test } from "../../fixtures/index.ts";

test("an order is marked paid and shipped from the dashboard", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const { sku } = await sell(2, 3000);
  const { placeOrder, request } = await apiKey(["orders:read", "orders:write"]);
  const { id, number } = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  const read = async () => (await request.get(`/api/v1/orders/${id}`)).json();

  const page = await asRole("operations");
  await app.goto(`/orders/${id}`, page);
  await page.getByRole("button", { name: "Mark paid" }).click();
  const paid = page.getByRole("dialog", { name: `Mark order #${number} paid?` });
  await expect(paid).toContainText("€30.00");
  await paid.getByRole("button", { name: "Mark paid" }).click();
  await expect(page.getByText(`Order #${number} is paid`)).toBeVisible();
  expect(await read()).toMatchObject({ status: "confirmed", paymentStatus: "paid" });

  await page.getByRole("button", { name: "Ship" }).click();
  const ship = page.getByRole("dialog", { name: `Ship order #${number}` });
  await ship.getByLabel("Carrier").fill("DHL");
  await ship.getByLabel("Tracking number").fill("00340434161094021501");
  await ship.getByRole("button", { name: "Ship the whole order" }).click();
  await expect(page.getByText(`Order #${number} is shipped`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Shipments" })).toContainText("DHL");
  await expect(page.getByRole("button", { name: "Ship", exact: true })).toBeHidden();
  expect(await read()).toMatchObject({ status: "completed", fulfillmentStatus: "fulfilled" });

  const history = page.getByRole("region", { name: "History" });
  const steps = history.getByRole("listitem");
  await expect(steps.filter({ hasText: "Marked paid" })).toContainText("The operations");
  await expect(steps.filter({ hasText: "Shipped" })).toContainText("by dashboard");
});

test("a canceled order gives its stock back", async ({ app, apiKey, asRole, sell }) => {
  const { id: productId, sku } = await sell(2);
  const { placeOrder, request } = await apiKey(["orders:write", "products:read"]);
  const { id, number } = await placeOrder({ lines: [{ sku, quantity: 2 }] });
  const stock = async () =>
    (await (await request.get(`/api/v1/products/${productId}`)).json()).variants[0].stock;
  expect(await stock()).toBe(0);

  const page = await asRole("operations");
  await app.goto(`/orders/${id}`, page);
  await page.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("dialog", { name: `Cancel order #${number}?` });
  await dialog.getByRole("button", { name: "Keep it as it is" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await dialog.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText(`Order #${number} is canceled`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Mark paid" })).toBeHidden();
  expect(await stock()).toBe(2);
});

test("filters are in the URL: they survive a reload and the way back", async ({ app, asRole }) => {
  const page = await asRole("viewer");
  await app.goto("/orders", page);
  const rows = page.getByRole("table", { name: "Orders, newest first" }).getByRole("row");
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Canceled" }).click();
  await expect(page).toHaveURL(/status=canceled/);
  await expect(rows.filter({ hasText: "Canceled" }).first()).toBeVisible();
  await expect(rows.filter({ hasText: "Completed" })).toHaveCount(0);

  await page.reload();
  await expect(page.getByRole("combobox", { name: "Status" })).toHaveText("Canceled");
  await rows.nth(1).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /Order #/ })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/status=canceled/);
  await expect(rows.filter({ hasText: "Canceled" }).first()).toBeVisible();

  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page).toHaveURL("/orders");
});

test("an order is found by its number, and pages follow one another", async ({
  app,
  asRole,
  owner,
}) => {
  const { data } = await owner.orders.list.query({ limit: 1 });
  const [newest] = data;
  const page = await asRole("viewer");
  await app.goto("/orders", page);
  const table = page.getByRole("table", { name: "Orders, newest first" });
  const first = (await table.getByRole("link").first().textContent()) ?? "";
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(table.getByRole("link", { name: first, exact: true })).toHaveCount(0);
  await page.goBack();
  await expect(table.getByRole("link", { name: first, exact: true })).toBeVisible();

  await page.getByRole("searchbox", { name: "Number or e-mail" }).fill(String(newest?.number));
  await expect(page).toHaveURL(/q=/);
  await expect(table.getByRole("link", { name: `#${newest?.number}`, exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Number or e-mail" }).fill("nobody-at-all");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
});
