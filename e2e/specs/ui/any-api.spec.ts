import { startLoopbackApi } from "@crossdock/api/testing/loopback-api";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

test("any API is connected by its document, tried, mapped, dry-run, switched on and seen to work", async ({
  app,
  asRole,
  apiKey,
  sell,
}) => {
  const api = await startLoopbackApi();
  const page = await asRole("admin");

  await test.step("connect it", async () => {
    await app.goto("/connections", page);
    await expect(page.getByText("No API is connected yet")).toBeVisible();
    await page.getByRole("link", { name: "New connection" }).click();
    await page.getByLabel("Name").fill("Parcels");
    await page.getByLabel(/Address of its OpenAPI document/).fill(`${api.url}/nothing.json`);
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByText(/OpenAPI|answered/).last()).toBeVisible();
    await page.getByLabel(/Address of its OpenAPI document/).fill(`${api.url}/openapi.json`);
    await choose(page, "Kind", "Key in a header");
    await page.getByLabel(/^Key/).fill("parcels-secret-key");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByText("Secret set", { exact: true })).toBeVisible();
  });

  await test.step("try an operation", async () => {
    await page.getByRole("button", { name: /POST \/parcels/ }).click();
    await expect(page.getByRole("textbox", { name: "Body" })).toHaveValue(/zoe@example\.com/);
    await page.getByRole("button", { name: "Test…" }).click();
    const dialog = page.getByRole("dialog", { name: "Send this for real?" });
    await expect(dialog.getByText(`POST ${api.url}/v1/parcels`)).toBeVisible();
    await dialog.getByRole("button", { name: "Send it" }).click();
    await expect(page.getByText("Status 201")).toBeVisible();
    await expectAccessible(page);
    expect(api.seen.at(-1)?.headers["x-api-key"]).toBe("parcels-secret-key");
    await expect(page.getByText("parcels-secret-key")).toHaveCount(0);
  });

  await test.step("map orders to it", async () => {
    await app.goto("/mappings", page);
    await page.getByRole("link", { name: "New mapping" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Orders to parcels");
    await choose(page, "Operation", "POST /parcels");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Make mapping" }).click();
    await page.getByLabel("reference", { exact: true }).fill("data.object.number");
    await page.getByLabel("to.email", { exact: true }).fill("data.object.email");
    await expect(page.getByText("This must be a text").first()).toBeVisible();
    await page.getByLabel("reference", { exact: true }).fill("$string(data.object.number)");
    await expect(page.getByText("Ready to be sent")).toBeVisible();
    await expect(page.getByText(`POST ${api.url}/v1/parcels`)).toBeVisible();
    await page.getByRole("button", { name: "Save as a new version" }).click();
    await expect(page.getByText("Version 2", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Switch on" }).click();
    await expect(page.getByRole("button", { name: "Switch off" })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("see it work", async () => {
    const before = api.seen.length;
    const { sku } = await sell(5);
    const { placeOrder } = await apiKey(["orders:write"]);
    const order = await placeOrder({ lines: [{ sku, quantity: 1 }] });
    await expect.poll(() => api.seen.length).toBe(before + 1);
    const sent = JSON.parse(api.seen.at(-1)?.body ?? "");
    expect(sent).toEqual({ reference: String(order.number), to: { email: order.email } });
    await page.reload();
    const row = page.getByRole("row", { name: /Done/ });
    await row.getByRole("button", { name: "Show" }).click();
    await expect(page.getByRole("dialog", { name: "Run" })).toContainText("par_1");
    await expectAccessible(page);
  });
  await api.close();
});

test("a viewer looks at connections and mappings and finds nothing to press", async ({
  app,
  asRole,
  owner,
}) => {
  const api = await startLoopbackApi();
  const documentUrl = `${api.url}/openapi.json`;
  const made = { name: "Looked at", documentUrl, auth: { kind: "none" as const } };
  const { id } = await owner.connections.create.mutate(made);
  const page = await asRole("viewer");
  await app.goto(`/connections/${id}?method=GET&path=/parcels`, page);
  await expect(page.getByRole("heading", { name: "GET /parcels" })).toBeVisible();
  for (const name of ["Edit", "Remove", "Refresh document", "Test"]) {
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  }
  await app.goto("/mappings", page);
  await expect(page.getByRole("link", { name: "New mapping" })).toHaveCount(0);
  await api.close();
});
