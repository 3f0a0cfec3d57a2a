import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

test("calls show up in charts, tables and lists, and lead to their requests", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { id, request } = await apiKey(["products:read"], { partner: `Charted ${randomUUID()}` });
  for (let call = 0; call < 6; call++) await request.get("/api/v2/products?limit=1");
  await request.get("/api/v2/products?limit=nothing");
  await request.get("/api/v1/products?limit=1");

  const page = await asRole("developer");
  await expect(async () => {
    await app.goto(`/traffic?range=1h&principalId=${id}`, page);
    await expect(page.getByText("8 requests.")).toBeVisible({ timeout: 1000 });
  }).toPass();
  const requests = page.getByRole("region", { name: "Requests", exact: true });
  await expect(legend(requests)).toHaveText(["Went well7", "Refused (4xx)1", "Failed (5xx)0"]);
  await expect(page.getByText("13 % refused or failed")).toBeVisible();
  const operations = page.getByRole("table", { name: "Top operations" });
  await expect(operations.getByRole("row").nth(1)).toContainText("products.list");
  await expect(page.getByRole("listitem").filter({ hasText: "v1" }).first()).toBeVisible();
  const errors = page.getByRole("region", { name: "Top errors" }).getByRole("listitem");
  await expect(errors).toHaveText(["validation_failed1 request"]);
  await expect(errors.getByRole("link")).toHaveAttribute("href", /errorCode=validation_failed/);
  await expectAccessible(page);

  await page.keyboard.press("v");
  await expect(page).toHaveURL(/show=tables/);
  const cells = requests.getByRole("table").locator("tbody td");
  const values = (await cells.allTextContents()).map(Number);
  expect(sum(values.filter((_, index) => index % 3 === 0))).toBe(7);
  expect(sum(values.filter((_, index) => index % 3 === 1))).toBe(1);
  await expectAccessible(page);
  await page.keyboard.press("v");
  await expect(page).not.toHaveURL(/show=tables/);

  await operations.getByRole("link", { name: "8" }).click();
  await expect(page).toHaveURL(/\/requests\?.*operation=products.list/);
  await expect(page).toHaveURL(new RegExp(`principalId=${id}`));
  await expect(page.locator(".ledger tbody tr")).toHaveCount(8);
});

test("the keyboard reads a chart and zooms into it, and Back comes out again", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { id, request } = await apiKey(["products:read"], { partner: `Zoomed ${randomUUID()}` });
  await request.get("/api/v2/products?limit=1");
  const page = await asRole("developer");
  await expect(async () => {
    await app.goto(`/traffic?range=1h&principalId=${id}`, page);
    await expect(page.getByText("1 request.")).toBeVisible({ timeout: 1000 });
  }).toPass();
  const chart = page.getByRole("slider", { name: /^Requests over the time/ });
  await chart.focus();
  await page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /: Went well \d, Refused/);
  await page.keyboard.press("Home");
  await expect(chart).toHaveAttribute("aria-valuetext", /: Went well 0, Refused \(4xx\) 0/);
  await page.keyboard.press("End");
  for (let step = 0; step < 9; step++) await page.keyboard.press("Shift+ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuetext", /10 steps$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*to=/);
  await expect(page.getByText("1 request.")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/range=1h/);
});

test("a phone shows one chart at a time", async ({ app, apiKey, asRole }) => {
  const { id, request } = await apiKey(["products:read"], { partner: `Pocket ${randomUUID()}` });
  await request.get("/api/v2/products?limit=1");
  const page = await asRole("developer");
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(async () => {
    await app.goto(`/traffic?principalId=${id}`, page);
    await expect(page.getByText("1 request.")).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("heading", { name: "Latency" })).toBeHidden();
  await page.getByRole("combobox", { name: "Chart" }).click();
  await page.getByRole("option", { name: "Latency" }).click();
  await expect(page.getByRole("heading", { name: "Latency" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Requests" })).toBeHidden();
  const scrollWidth = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(scrollWidth).toBeLessThanOrEqual(390);
});

function legend(within: ReturnType<Page["getByRole"]>) {
  return within.locator("figure > ul > li");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
