import { startKeylessNetworks, startMastodon } from "@crossdock/connectors/testing";
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";

test.describe.configure({ mode: "serial" });

let mastodon: Awaited<ReturnType<typeof startMastodon>>;
let x: Awaited<ReturnType<typeof startKeylessNetworks>>;
test.beforeAll(async () => {
  mastodon = await startMastodon();
  x = await startKeylessNetworks();
});
test.afterAll(() => Promise.all([mastodon.close(), x.close()]));

test("Mastodon is connected, and a product announced there", {
  tag: "@own-server",
}, async ({ app, asRole, owner, page: visitor }) => {
  const page = await asRole("admin");
  await app.goto("/announcements", page);
  await expect(page.getByText("Nothing is announced yet")).toBeVisible();
  await connect(page, "mastodon", { "Your server": mastodon.url }, { "Access token": "wrong" });
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("region", { name: "Health" })).toContainText("token is invalid");
  await replaceSecret(page, "Access token", mastodon.token);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("region", { name: "Health" })).toContainText("knows you as @shop");

  const [product] = (await owner.products.list.query({ limit: 1, status: "active" })).data;
  await app.goto(`/products/${product?.id}`, page);
  await page.getByRole("link", { name: "Announce", exact: true }).click();
  await expect(page.getByLabel("Text")).toHaveValue(product?.title ?? "");
  await page.getByLabel("Text").fill("ü".repeat(600));
  await page.getByRole("checkbox", { name: "Mastodon" }).click();
  await expect(page.getByText("Mastodon takes 500 characters")).toBeVisible();
  await page.getByLabel("Text").fill("New in the shop");
  await expect(page.getByText("Mastodon takes 500 characters")).toHaveCount(0);
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByRole("link", { name: "Look at it" })).toBeVisible({ timeout: 20_000 });
  expect(mastodon.posts).toHaveLength(1);
  expect(mastodon.posts[0]?.text).toMatch(/^New in the shop\n\nhttp:.*\/p\//);

  await app.goto(new URL(mastodon.posts[0]?.text.split("\n\n")[1] ?? "").pathname, visitor);
  await expect(visitor.getByRole("heading", { name: product?.title ?? "" })).toBeVisible();
  const title = visitor.locator('meta[property="og:title"]');
  await expect(title).toHaveAttribute("content", product?.title ?? "");
  const data = await visitor.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")).toMatchObject({ "@type": "Product", name: product?.title });
});

test("a post whose end nobody knows is settled by a person", {
  tag: "@own-server",
}, async ({ app, asRole }) => {
  const page = await asRole("admin");
  const secrets = ["API key", "API key secret", "Access token", "Access token secret"];
  await connect(
    page,
    "x",
    { "Address of the API": x.url },
    Object.fromEntries(secrets.map((label) => [label, "k"])),
  );
  x.fail("/2/tweets", "lost");
  await app.goto("/announcements/new", page);
  await page.getByLabel("Text").fill("Who knows");
  await page.getByRole("checkbox", { name: "X", exact: true }).click();
  await page.getByRole("button", { name: "Publish now" }).click();
  await expect(page.getByText("so that it is not there twice")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "It is there", exact: true }).click();
  await expect(page.getByText("Posted", { exact: true })).toBeVisible();
  expect(x.posts).toHaveLength(1);
});

type Texts = Record<string, string>;

async function connect(page: Page, id: string, settings: Texts, secrets: Texts): Promise<void> {
  await page.goto(`/connectors/${id}`);
  for (const [label, value] of Object.entries(settings)) await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: "Store the settings" }).click();
  await expect(page.getByText("Settings stored")).toBeVisible();
  for (const [label, value] of Object.entries(secrets))
    await enterSecret(page, "Enter", label, value);
}

const replaceSecret = (page: Page, label: string, value: string) =>
  enterSecret(page, "Replace", label, value);

async function enterSecret(page: Page, verb: string, label: string, value: string): Promise<void> {
  await page
    .getByRole("button", { name: `${verb} the ${label.toLowerCase()}`, exact: true })
    .click();
  const dialog = page.getByRole("dialog", { name: label, exact: true });
  await dialog.getByLabel(label).fill(value);
  await dialog.getByRole("button", { name: "Store" }).click();
  await expect(dialog).toHaveCount(0);
}
