import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

test("a program is registered, gets a token, is widened, gets a new secret and is revoked", async ({
  app,
  asRole,
  request,
  shop,
}) => {
  const page = await asRole("developer");
  await app.goto("/clients", page);
  await page.getByRole("button", { name: "New client" }).click();
  const form = page.getByRole("dialog", { name: "New OAuth client" });
  await form.getByLabel("Name").fill("Nightly export");
  await form.getByRole("checkbox", { name: "products:read" }).check();
  await form.getByRole("button", { name: "Register" }).click();
  const first = await storedSecret(page);
  const token = await askToken(request, shop.url, first);

  await page.getByRole("link", { name: "Nightly export" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nightly export" })).toBeVisible();
  const call = async (path: string) =>
    (await request.get(path, { headers: { Authorization: `Bearer ${token}` } })).status();
  expect(await call("/api/v2/products")).toBe(200);
  expect(await call("/api/v2/orders")).toBe(403);

  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit Nightly export" });
  await edit.getByRole("checkbox", { name: "products:read" }).uncheck();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByText("Grant at least one scope")).toBeVisible();
  await edit.getByRole("checkbox", { name: "orders:read" }).check();
  await edit.getByLabel("A minute").fill("30");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("30 a minute", { exact: false })).toBeVisible();
  await expectAccessible(page);
  // The token's own scopes are what they were: of these the program has none any more.
  await expect.poll(() => call("/api/v2/products")).toBe(403);

  await page.getByRole("button", { name: "New secret" }).click();
  const second = await storedSecret(page);
  expect(second.secret).not.toBe(first.secret);
  const widened = await askToken(request, shop.url, second);
  const orders = await request.get("/api/v2/orders", {
    headers: { Authorization: `Bearer ${widened}` },
  });
  expect(orders.status()).toBe(200);

  await page.getByRole("button", { name: "Revoke" }).click();
  const revocation = page.getByRole("dialog", { name: "Revoke Nightly export?" });
  await revocation.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Revoked", { exact: true }).first()).toBeVisible();
  await expect.poll(() => call("/api/v2/products")).toBe(401);
});

type Credentials = { id: string; secret: string };

/** Takes what the dialog shows once, and says that it is stored. */
async function storedSecret(page: Page): Promise<Credentials> {
  const dialog = page.getByRole("dialog", { name: "Store this secret now" });
  const text = (await dialog.textContent()) ?? "";
  await dialog.getByRole("checkbox", { name: "I have stored the secret" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  return {
    id: /cli_[0-9a-z]{26}/.exec(text)?.[0] ?? "",
    secret: /cds_[0-9A-Za-z]{46}/.exec(text)?.[0] ?? "",
  };
}

async function askToken(
  request: APIRequestContext,
  url: string,
  { id, secret }: Credentials,
): Promise<string> {
  const basic = Buffer.from(`${id}:${secret}`).toString("base64");
  const answer = await request.post(`${url}/oauth/token`, {
    headers: { Authorization: `Basic ${basic}` },
    form: { grant_type: "client_credentials" },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).access_token;
}
