import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

const journey =
  "a partner's developer finds a call that failed, reads what was wrong, sees it counted and exports the month";

test(journey, async ({ app, apiKey, asDeveloper }) => {
  app.expectConsoleError(/404/);
  const { request, partnerId = "" } = await apiKey(["orders:read"], { partner: "Porto Tiles" });
  const failed = await request.get("/api/v2/orders?limit=nothing");
  expect(failed.status()).toBe(422);
  expect((await request.get("/api/v2/orders?limit=1")).status()).toBe(200);
  const page = await asDeveloper(partnerId);

  await test.step("finds it among the own requests", async () => {
    await app.goto("/portal", page);
    await page.getByRole("link", { name: "Requests" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Requests");
    await expect(page.getByRole("row", { name: /orders\.list/ })).toHaveCount(2);
    await page.getByRole("combobox", { name: "Status" }).click();
    await page.getByRole("option", { name: "4xx" }).click();
    await expect(page.getByRole("row", { name: /orders\.list/ })).toHaveCount(1);
    await page.getByRole("combobox", { name: "Operation" }).click();
    await page.getByRole("option", { name: "orders.list" }).click();
    await expect(page).toHaveURL(/operation=orders\.list/);
    await expectAccessible(page);
  });

  await test.step("opens it and reads what was wrong", async () => {
    await page.getByRole("row", { name: /422/ }).getByRole("link").first().click();
    await expect(page).toHaveURL(/\/portal\/requests\/req_/);
    const error = page.getByRole("link", { name: "validation_failed" });
    await expect(error).toHaveAttribute("href", "/docs/errors/validation_failed");
    await expect(page.getByText("#/limit").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy as cURL" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Send again" })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step("the address that the error named leads there too", async () => {
    const { logUrl } = await failed.json();
    await app.goto(new URL(logUrl).pathname, page);
    await expect(page).toHaveURL(/\/portal\/requests\/req_/);
  });

  await test.step("a page that was opened leads to no key, since there was none", async () => {
    await app.goto("/portal/requests?transport=page", page);
    await page
      .getByRole("row", { name: /portal/ })
      .getByRole("link")
      .first()
      .click();
    await expect(page.getByText("Key or client")).toBeVisible();
    await expect(page.locator('main a[href^="/portal/keys/"]')).toHaveCount(0);
  });

  await test.step("sees it counted", async () => {
    await app.goto("/portal/usage", page);
    const operations = page.getByRole("table", { name: "Calls by operation" });
    await expect(
      operations.getByRole("row", { name: /orders\.list 2 1 \(50 %\) –/ }),
    ).toBeVisible();
    const limits = page.getByRole("table", { name: /Limits/ });
    await expect(limits.getByRole("row", { name: /1,200 a minute/ })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("exports the month", async () => {
    await page.getByRole("button", { name: "Export a month" }).click();
    await page.getByRole("menuitem").first().click();
    await expect(page).toHaveURL(/\/portal\/exports$/);
    const [head, line, ...more] = await download(page, "Download Usage");
    expect(head).toContain("day,operation,version,credential_id");
    expect(line).toMatch(/,orders\.list,v2,key_\w+,[^,]+,2,1,0,/);
    expect(more).toEqual([""]);
  });

  await test.step("exports what the list shows", async () => {
    await app.goto("/portal/requests?status=4xx", page);
    await page.getByRole("button", { name: "Export" }).click();
    const dialog = page.getByRole("dialog", { name: "Export requests" });
    await expect(dialog).toContainText("4xx");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Export" }).click();
    await expect(page).toHaveURL(/\/portal\/exports$/);
    const lines = await download(page, "Download Requests");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(",422,validation_failed,");
  });
});

async function download(page: Page, name: string): Promise<string[]> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  const file = await (await downloading).path();
  return (await readFile(file, "utf8")).split("\r\n");
}

test("another partner's request has no page", async ({ app, apiKey, asDeveloper }) => {
  app.expectConsoleError(/404/);
  const other = await apiKey(["orders:read"], { partner: "Braga Lamps" });
  const requestId = (await other.request.get("/api/v2/orders")).headers()["x-request-id"] ?? "";
  const { partnerId = "" } = await apiKey(["orders:read"], { partner: "Faro Cork" });
  const page = await asDeveloper(partnerId);
  for (const id of [requestId, "req_00000000000000000000000000", "nonsense"]) {
    const answer = await page.goto(`/portal/requests/${id}`);
    expect(answer?.status(), id).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such thing here");
  }
  const own = await asDeveloper(other.partnerId ?? "");
  expect((await own.goto(`/portal/requests/${requestId}`))?.status()).toBe(200);
});

test("on a phone the requests are there, and a request fits", async ({
  app,
  apiKey,
  asDeveloper,
}) => {
  const { request, partnerId = "" } = await apiKey(["orders:read"], { partner: "Sines Fish" });
  await request.get("/api/v2/orders?limit=nothing");
  const page = await asDeveloper(partnerId);
  await page.setViewportSize({ width: 390, height: 844 });
  await app.goto("/portal/requests", page);
  await page.getByRole("row", { name: /422/ }).getByRole("link").first().click();
  await expect(page.getByRole("link", { name: "validation_failed" })).toBeVisible();
  const overflow = () =>
    page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
  expect(await overflow()).toBeLessThanOrEqual(0);
  await app.goto("/portal/usage", page);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await app.goto("/portal/exports", page);
  expect(await overflow()).toBeLessThanOrEqual(0);
});
