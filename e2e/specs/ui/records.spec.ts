import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
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
  await expect(page).toHaveURL(/q=orders\.create/);
  await page.getByRole("combobox", { name: "Transport" }).click();
  await page.getByRole("option", { name: "Rest" }).click();
  const row = page.getByRole("row").filter({ has: page.locator(`[href="/orders/${order.id}"]`) });
  await expect(row).toContainText("Audited");
  await expect(row.getByRole("link", { name: /req_/ })).toBeVisible();
  await row.locator(`[href="/orders/${order.id}"]`).click();
  await expect(page.getByRole("heading", { name: `Order #${order.number}` })).toBeVisible();
});

test("what the audit log's filters show is exported, all pages of it, as text", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  // Whoever names a key must not run a formula on the auditor's machine.
  const partner = `=HYPERLINK("http://evil.example";"Open, please") ${Date.now()}`;
  const { sku } = await sell(3);
  const { placeOrder } = await apiKey(["orders:write"], { partner });
  for (let n = 0; n < 3; n++) await placeOrder({ lines: [{ sku, quantity: 1 }] });

  const page = await asRole("developer");
  await app.goto("/audit", page);
  await page.getByRole("searchbox", { name: /Action/ }).fill(partner);
  const today = new Date().toISOString().slice(0, 10);
  await page.getByLabel("From (UTC)").fill(today);
  await expect(page).toHaveURL(new RegExp(`from=${today}`));
  await expect(page.getByRole("row", { name: /orders.create/ })).toHaveCount(3);

  const csv = await download(page, /CSV/);
  const lines = csv.trimEnd().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^id,createdAt,action,/);
  for (const line of lines.slice(1)) expect(line).toContain(`"'=HYPERLINK(""http`);

  const ndjson = await download(page, /NDJSON/);
  const entries = ndjson
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries).toHaveLength(3);
  expect(entries[0]).toMatchObject({ action: "orders.create", actor: { name: partner } });

  await page.getByLabel("From (UTC)").fill("2099-01-01");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
});

async function download(page: Page, format: RegExp): Promise<string> {
  await page.getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: format }).click();
  return readFile(await (await saved).path(), "utf8");
}

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
