import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";

/** A PNG of one pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("images are added, described, sorted and removed, and the API shows them", async ({
  app,
  apiKey,
  asRole,
  sell,
}) => {
  const { id } = await sell(3);
  const { request } = await apiKey(["products:read"]);
  const imagesOf = async () =>
    (await (await request.get(`/api/v2/products/${id}`)).json()).images as {
      alt: string;
      urls: { url: string }[];
    }[];
  const page = await asRole("operations");
  await app.goto(`/products/${id}`, page);

  const choose = page.getByLabel("Choose images");
  const mimeType = "image/png";
  await choose.setInputFiles([
    { name: "front.png", mimeType, buffer: png },
    { name: "back.png", mimeType, buffer: png },
  ]);
  await expect(page.getByText("back.png is added")).toBeVisible();
  const first = page.getByLabel("What image 1 shows");
  await first.fill("The front");
  await first.press("Enter");
  await expect(page.getByRole("img", { name: "The front" })).toBeVisible();

  await page.getByRole("button", { name: "Move The front down" }).click();
  await expect(page.getByLabel("What image 2 shows")).toHaveValue("The front");
  await expect
    .poll(async () => (await imagesOf()).map(({ alt }) => alt))
    .toEqual(["", "The front"]);

  await page.getByRole("button", { name: "Remove" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect.poll(async () => (await imagesOf()).map(({ alt }) => alt)).toEqual(["The front"]);

  const { pathname } = new URL((await imagesOf())[0]?.urls[0]?.url ?? "");
  const image = await request.get(pathname);
  expect(image.headers()).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
  await app.goto("/products", page);
  await expect(page.getByRole("img", { name: "The front" })).toBeVisible();
});

test("what is no image is refused by its name, and nothing is added", async ({
  app,
  asRole,
  owner,
  sell,
}) => {
  const { id } = await sell(1);
  const page = await asRole("operations");
  app.expectConsoleError(/422/);
  await app.goto(`/products/${id}`, page);
  const choose = page.getByLabel("Choose images");
  const buffer = Buffer.from("<svg onload='alert(1)'/>");
  await choose.setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer });
  const told = (text: string) => expect(page.getByText(text).first()).toBeVisible();
  await told("logo.svg is no PNG, JPEG, WebP, AVIF or GIF image.");
  await choose.setInputFiles({ name: "hidden.png", mimeType: "image/png", buffer });
  await told("This is no PNG, JPEG, WebP, AVIF or GIF image.");
  expect((await owner.products.get.query({ id })).images).toEqual([]);
});

test("a list is exported and downloaded", async ({ app, asRole, sell }) => {
  const { sku } = await sell(1);
  const page = await asRole("operations");
  await app.goto("/products", page);
  // The page is rendered while the file is not ready yet, and seen when it long is.
  await page.route("**/exports?_rsc=*", async (route) => {
    if (route.request().headers()["next-router-prefetch"]) return route.continue();
    const response = await route.fetch();
    await expect.poll(() => stateOfNewest(page)).toBe("ready");
    await route.fulfill({ response });
  });
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Exports" })).toBeVisible();
  const link = page.getByRole("link", { name: "Download Products" });
  await expect(link).toBeVisible();
  const download = page.waitForEvent("download");
  await link.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^products-.*\.csv$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  expect(Buffer.concat(chunks).toString()).toContain(sku);
});

async function stateOfNewest(page: Page): Promise<string> {
  const answer = await page.request.get("/api/trpc/exports.list?input=%7B%7D");
  return (await answer.json()).result.data.data[0].state;
}
