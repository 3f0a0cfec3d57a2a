import { expect, test } from "../../fixtures/index.ts";

test("a product is created, repriced and archived, and the API sees it at once", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { request } = await apiKey(["products:read"]);
  const page = await asRole("operations");
  const sku = `LAMP-${Date.now()}`;

  await app.goto("/products", page);
  await page.getByRole("link", { name: "New product" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New product" })).toBeVisible();
  await page.getByLabel("Title").first().fill("Brass reading lamp");
  await page.getByLabel("Description").fill("Turns on a knuckle joint.");
  await page.getByLabel("SKU").fill(sku);
  await page.getByLabel("Price, EUR").fill("129.90");
  await page.getByLabel("Stock").fill("12");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Brass reading lamp" })).toBeVisible();

  const listed = await (await request.get(`/api/v1/products?sku=${sku}`)).json();
  expect(listed.data).toMatchObject([
    { status: "active", variants: [{ sku, price: 12990, currency: "EUR", stock: 12 }] },
  ]);
  const url = `/api/v1/products/${listed.data[0].id}`;

  await page.getByLabel("Price, EUR").fill("99.50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Brass reading lamp is saved")).toBeVisible();
  const repriced = await (await request.get(url)).json();
  expect(repriced.variants).toMatchObject([{ sku, price: 9950, stock: 12 }]);

  await page.getByRole("button", { name: "Archive" }).click();
  const dialog = page.getByRole("dialog", { name: "Archive Brass reading lamp?" });
  await dialog.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Brass reading lamp is archived")).toBeVisible();
  await expect(page.getByRole("button", { name: "Archive" })).toBeHidden();
  expect(await (await request.get(url)).json()).toMatchObject({ status: "archived" });
});

test("a form says which field is wrong and keeps what was typed", async ({ app, asRole }) => {
  const page = await asRole("operations");
  await app.goto("/products/new", page);
  await page.getByLabel("Title").first().fill("Half a product");
  await page.getByLabel("Price, EUR").fill("12,3456");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByText("Enter an amount of EUR, such as 19.90")).toBeVisible();
  await expect(page.getByLabel("Title").first()).toHaveValue("Half a product");
});

test("stock is counted anew from the product's page", async ({ app, apiKey, asRole, sell }) => {
  const { id, sku } = await sell(3);
  const { request, placeOrder } = await apiKey(["products:read", "orders:write"]);
  await placeOrder({ lines: [{ sku, quantity: 2 }] });

  const page = await asRole("operations");
  await app.goto(`/products/${id}`, page);
  await page.getByRole("button", { name: `Count ${sku}` }).click();
  const dialog = page.getByRole("dialog", { name: `Count ${sku}` });
  await expect(dialog).toContainText("3 on the shelf, 2 of them reserved by orders.");
  await dialog.getByLabel("On the shelf").fill("10");
  await dialog.getByRole("button", { name: "Set stock" }).click();
  await expect(page.getByText(`8 of ${sku} can be sold`)).toBeVisible();
  const { variants } = await (await request.get(`/api/v1/products/${id}`)).json();
  expect(variants).toMatchObject([{ sku, stock: 8 }]);
});
