import { expect, test } from "../../fixtures/index.ts";

// A shop of its own: its demo data goes.
test.use({ smtp: false });

test("the owner removes the demo data and starts the own shop", { tag: "@own-server" }, async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const mine = await sell(3);
  const { request } = await apiKey(["products:read", "orders:read"]);
  const page = await asRole("owner");
  await app.goto("/", page);
  await page.getByRole("button", { name: "Remove demo data and start my shop" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove demo data and start my shop" });
  await dialog.getByLabel("Name of your shop").fill("Lantern & Loom");
  await dialog.getByRole("button", { name: "Remove and start" }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });

  await expect(page.getByRole("link", { name: "Lantern & Loom" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Remove demo data/ })).toBeHidden();
  const products = await (await request.get("/api/v1/products")).json();
  expect(products.data, "what is our own stays").toMatchObject([{ id: mine.id }]);
  expect((await (await request.get("/api/v1/orders")).json()).data).toEqual([]);
  await app.goto("/orders", page);
  await expect(page.getByRole("row")).toHaveCount(0);
});
