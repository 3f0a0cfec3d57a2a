import { expect, test } from "../../fixtures/index.ts";

test("the portal is open to everybody and tells every operation", async ({
  app,
  page,
  request,
}) => {
  const { paths } = await (await request.get("/api/v1/openapi.json")).json();
  await app.goto("/docs");
  await expect(page.getByRole("heading", { level: 1, name: "Getting started" })).toBeVisible();
  await page.getByRole("link", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  const text = await page.getByRole("main").textContent();
  for (const path of Object.keys(paths)) expect(text).toContain(path);
});

test("the type of a problem is the address of its page", async ({ app, page, request }) => {
  const refused = await request.get("/api/v1/products");
  expect(refused.status()).toBe(401);
  const { type, title } = await refused.json();
  await app.goto(type);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

test("every error has a page", async ({ app, page }) => {
  await app.goto("/docs/errors");
  const links = page.getByRole("main").getByRole("link");
  expect(await links.count()).toBeGreaterThan(20);
  for (const link of await links.all()) {
    const href = (await link.getAttribute("href")) ?? "";
    expect((await page.request.get(href)).status(), href).toBe(200);
  }
});
