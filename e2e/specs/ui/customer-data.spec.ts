import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

test("a customer's addresses are kept, the data exported, and the person erased", async ({
  app,
  apiKey,
  asRole,
  owner,
  sell,
}) => {
  const email = `zoe-${randomUUID()}@example.com`;
  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"]);
  const {
    id: orderId,
    number,
    customerId,
  } = await placeOrder({ email, lines: [{ sku, quantity: 1 }] });
  const page = await asRole("admin");
  await app.goto(`/customers/${customerId}`, page);

  await page.getByRole("button", { name: "Add address" }).click();
  await page.getByLabel("Label").fill("Home");
  await page.getByLabel("Street and number").fill("Kai 1");
  await page.getByLabel("City").fill("Kiel");
  await page.getByLabel("Country").fill("DE");
  await expectAccessible(page, "a new address");
  await page.getByRole("checkbox", { name: "Propose it first" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  const entry = page.getByRole("listitem").filter({ hasText: "Kai 1, Kiel, DE" });
  await expect(entry).toContainText("Default");
  await expectAccessible(page, "a customer");

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export as JSON" }).click(),
  ]);
  const exported = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(exported).toMatchObject({ customer: { email }, orders: [{ order: { number } }] });

  const erase = async () => {
    await page.getByRole("button", { name: "Erase", exact: true }).click();
    await page.getByRole("textbox", { name: /Type/ }).fill("erase");
    await page.getByRole("button", { name: "Erase for good" }).click();
  };
  app.expectConsoleError(/409/);
  await erase();
  await expect(page.getByText(`order #${number}`).first()).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await owner.orders.cancel.mutate({ id: orderId });
  await erase();
  await expect(page.getByText("This person was erased.")).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  await expect(page.getByRole("link", { name: new RegExp(`${number}`) })).toBeVisible();
});

test("support looks after addresses, and erases nobody", async ({ app, asRole, owner }) => {
  const { id } = await owner.customers.create.mutate({ email: `eva-${randomUUID()}@example.com` });
  const page = await asRole("support");
  await app.goto(`/customers/${id}`, page);
  await expect(page.getByRole("button", { name: "Add address" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Export as JSON" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Erase" })).toHaveCount(0);
});
