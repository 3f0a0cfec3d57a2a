import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

test("a key is used, rotated while the old one is still in use, narrowed and revoked", async ({
  app,
  asRole,
  playwright,
  shop,
}) => {
  const page = await asRole("admin");
  await app.goto("/keys", page);
  await page.getByRole("button", { name: "New key" }).click();
  const form = page.getByRole("dialog", { name: "New API key" });
  await form.getByLabel("Name").fill("Warehouse");
  for (const scope of ["orders:read", "products:read", "products:write"]) {
    await form.getByRole("checkbox", { name: scope }).check();
  }
  await form.getByLabel("Allowed addresses").fill("127.0.0.0/33");
  await form.getByRole("button", { name: "Make key" }).click();
  await expect(form.getByText("127.0.0.0/33 is no address. Write one such as")).toBeVisible();
  await form.getByLabel("Allowed addresses").fill("127.0.0.0/8\n::1");
  await form.getByRole("button", { name: "Make key" }).click();
  const old = await storedKey(page);
  await page.getByRole("link", { name: "Warehouse" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Warehouse" })).toBeVisible();
  await expect(page.getByText("127.0.0.0/8, ::1")).toBeVisible();
  await expect(page.getByText("It was not used.")).toBeVisible();

  await page.getByRole("button", { name: "Rotate" }).click();
  const rotation = page.getByRole("dialog", { name: "Rotate Warehouse?" });
  await rotation.getByRole("button", { name: "Make the new key" }).click();
  const next = await storedKey(page);
  expect(next).not.toBe(old);
  await expect(page.getByText(/was not used since this one took over/)).toBeVisible();
  await expectAccessible(page);

  const call = async (key: string, path: string) => {
    const headers = { Authorization: `Bearer ${key}`, "User-Agent": "warehouse/1.0" };
    const request = await playwright.request.newContext({ baseURL: shop.url });
    const status = (await request.get(path, { headers })).status();
    await request.dispose();
    return status;
  };
  expect(await call(old, "/api/v2/orders")).toBe(200);
  expect(await call(next, "/api/v2/products")).toBe(200);
  // Uses are written every ten seconds, and the page asks as often.
  const stillUsed = page.getByText(/The old key is still used: .* by warehouse\/1\.0\./);
  await expect(stillUsed).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("row", { name: /products\.list/ })).toContainText("products:read");

  await page.getByRole("button", { name: "Narrow to these" }).click();
  const narrowing = page.getByRole("dialog", { name: "Narrow Warehouse?" });
  await expect(narrowing.getByText("orders:read, products:write")).toBeVisible();
  await narrowing.getByRole("button", { name: "Narrow", exact: true }).click();
  const scopes = page.getByRole("table", { name: "Scopes, and their use in the last 30 days" });
  await expect(scopes.getByRole("row")).toHaveCount(2);
  await expect.poll(() => call(next, "/api/v2/orders")).toBe(403);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(scopes.getByRole("row")).toHaveCount(4);
  await expect.poll(() => call(next, "/api/v2/orders")).toBe(200);

  await page.getByRole("link", { name: "old key" }).click();
  await expect(page.getByText(/has taken over from this key/)).toBeVisible();
  await page.getByRole("button", { name: "Revoke" }).click();
  const revocation = page.getByRole("dialog", { name: "Revoke Warehouse?" });
  await revocation.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Revoked", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Rotate" })).toBeHidden();
  await expect.poll(() => call(old, "/api/v2/orders")).toBe(401);
  expect(await call(next, "/api/v2/orders")).toBe(200);
});

test("a key gets other limits for a while, and one that ends soon says so in the list", async ({
  app,
  apiKey,
  asRole,
  owner,
}) => {
  const { id } = await apiKey(["products:read"]);
  const expiresAt = new Date(Date.now() + 12 * 86_400_000).toISOString();
  await owner.keys.update.mutate({ id, name: "Ends soon", expiresAt });
  const page = await asRole("admin");
  await app.goto("/keys", page);
  await expect(page.getByRole("row", { name: /Ends soon/ })).toContainText("Ends");
  await page.getByRole("link", { name: "Ends soon" }).click();
  await expect(page.getByText(/Each answer tells its callers so/)).toBeVisible();

  await page.getByRole("button", { name: "Limits" }).click();
  const dialog = page.getByRole("dialog", { name: "Limits of Ends soon" });
  await dialog.getByRole("checkbox", { name: "Others for a while" }).check();
  const meanwhile = dialog.getByRole("group", { name: "Meanwhile" });
  await meanwhile.getByLabel("A minute").fill("6000");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByText(/6,000 a minute, 50 at once until .*, then 1,200 a minute/),
  ).toBeVisible();
});

/** Takes the key from the dialog that shows it once. */
async function storedKey(page: Page): Promise<string> {
  const shown = page.getByRole("dialog", { name: "Store this key now" });
  const key = await shown.getByRole("figure", { name: "API key" }).locator("pre").textContent();
  await shown.getByRole("checkbox", { name: "I have stored the key" }).check();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(shown).toBeHidden();
  return key ?? "";
}
