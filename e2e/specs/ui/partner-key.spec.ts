import { expect, test } from "../../fixtures/index.ts";

test("a partner is added and its key is shown once, works, and is revoked", async ({
  app,
  asRole,
  request,
}) => {
  const page = await asRole("admin");
  await app.goto("/partners", page);
  await page.getByRole("button", { name: "New partner" }).click();
  const form = page.getByRole("dialog", { name: "New partner" });
  await form.getByLabel("Name", { exact: true }).fill("Northwind Market");
  await form.getByLabel("Contact's e-mail").fill("dev@northwind.example");
  await form.getByRole("button", { name: "Add partner" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Northwind Market" })).toBeVisible();

  await page.getByRole("button", { name: "New key" }).click();
  const keyForm = page.getByRole("dialog", { name: "New API key" });
  await keyForm.getByLabel("Name").fill("Till");
  await expect(keyForm.getByRole("checkbox", { name: "orders:write" })).toBeVisible();
  await keyForm.getByRole("button", { name: "Sales channel" }).click();
  await expect(keyForm.getByRole("checkbox", { name: "orders:write" })).toBeChecked();
  await keyForm.getByRole("button", { name: "Make key" }).click();

  const shown = page.getByRole("dialog", { name: "Store this key now" });
  const key = await shown.getByRole("figure", { name: "API key" }).locator("pre").textContent();
  expect(key).toMatch(/^cdk_live_\w+$/);
  await expect(shown.getByRole("button", { name: "Done" })).toBeDisabled();
  await shown.getByRole("checkbox", { name: "I have stored the key" }).check();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(shown).toBeHidden();
  await expect(page.getByRole("row", { name: /Till/ })).toContainText("Active");
  await page.reload();
  await expect(page.getByRole("row", { name: /Till/ })).toContainText("Active");
  expect(await page.content(), "the key is gone").not.toContain(String(key));

  const call = () =>
    request.get("/api/v1/products?limit=1", { headers: { Authorization: `Bearer ${key}` } });
  expect((await call()).status()).toBe(200);
  await page.getByRole("link", { name: "Till" }).click();
  await page.getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke Till?" });
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Till is revoked")).toBeVisible();
  await expect.poll(async () => (await call()).status(), "refused at once").toBe(401);
});

test("a suspended partner's keys are refused until it is active again", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { partnerId, request } = await apiKey(["products:read"], { partner: "Fjord Trading" });
  const status = async () => (await request.get("/api/v1/products?limit=1")).status();
  expect(await status()).toBe(200);

  const page = await asRole("admin");
  await app.goto(`/partners/${partnerId}`, page);
  await page.getByRole("button", { name: "Suspend" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByText("Its keys are refused until it is active again.")).toBeVisible();
  await expect.poll(status).toBe(401);

  await page.getByRole("button", { name: "Make active" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make active" }).click();
  await expect(page.getByText("Fjord Trading is active")).toBeVisible();
  await expect.poll(status).toBe(200);
});

test("a key is pinned to a version and follows the newest again", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { id, partnerId, request } = await apiKey(["products:read"], { partner: "Skagen Books" });
  const version = async () => (await request.get("/api/me")).headers()["api-version"];
  expect(await version()).toBe("v2");

  const page = await asRole("admin");
  const row = page.getByRole("row", { name: /Skagen Books/ });
  const choose = async (name: string) => {
    await app.goto(`/keys/${id}`, page);
    await page.getByRole("button", { name: "Version" }).click();
    const dialog = page.getByRole("dialog", { name: "Version of Skagen Books" });
    await dialog.getByRole("combobox", { name: "Version of /api" }).click();
    await page.getByRole("option", { name }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toBeHidden();
    await app.goto(`/partners/${partnerId}`, page);
  };
  await choose("v1");
  await expect(row).toContainText("v1, until 2028-01-01");
  await expect.poll(version).toBe("v1");
  await choose("Newest (follows)");
  await expect(row).toContainText("Newest");
  await expect.poll(version).toBe("v2");
});
