import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";

test("requests are narrowed by cells, chips and words, and the address keeps it", async ({
  app,
  apiKey,
  asRole,
}) => {
  const name = `Caller ${randomUUID().slice(0, 8)}`;
  const { id, request } = await apiKey(["products:read"], { partner: name });
  await request.get("/api/v2/products?limit=1");
  await request.get("/api/v2/products?limit=nothing");
  await request.get("/api/v1/products/prd_01jd7m3v9kf4s8qzt5w2x6y7ab");

  const page = await asRole("developer");
  await app.goto(`/requests?principalId=${id}`, page);
  await expect(rows(page)).toHaveCount(3);
  const chips = page.getByRole("list", { name: "Filters that are on" });
  await expect(chips).toContainText(`Client${name}`);

  const refused = rows(page).filter({ hasText: "422" });
  await refused.hover();
  await refused.getByRole("button", { name: "Filter by status 422" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/status=422/);
  await chips.getByRole("button", { name: "Take off the filter Status" }).click();
  await expect(rows(page)).toHaveCount(3);

  await page.getByRole("button", { name: /^Filters/ }).click();
  const form = page.getByRole("dialog", { name: "Filter requests" });
  await form.getByLabel("At least (ms)").fill("soon");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(form.getByText("Write it such as 500.")).toBeVisible();
  await form.getByLabel("At least (ms)").fill("");
  await form.getByLabel("Version").fill("v1");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Show" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("404");

  await page.getByRole("searchbox").fill("no-such-path");
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
  await page.getByRole("button", { name: "Widen to 7 days" }).click();
  await expect(page).toHaveURL(/range=7d/);
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).toHaveURL(/\/requests\?range=7d$/);
});

test("a page that was opened is one request of who is signed in, without the files it brings", async ({
  app,
  asRole,
}) => {
  const page = await asRole("developer");
  const opened = page.waitForResponse((response) => /\/keys$/.test(response.url()));
  await app.goto("/keys", page);
  const requestId = (await opened).headers()["x-request-id"];
  await expect(async () => {
    await app.goto(`/requests/${requestId}`, page);
    await expect(page.getByRole("main")).toContainText("/keys", { timeout: 2000 });
  }).toPass();
  await expect(page.getByRole("main")).toContainText("developer");
  await app.goto("/requests?q=static", page);
  await expect(page.getByText("Nothing matches these filters")).toBeVisible();
});

test("the time is a preset, a typed length or two moments, and the bars zoom into it", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { id, request } = await apiKey(["products:read"], { partner: "Timed" });
  await request.get("/api/v2/products?limit=1");
  const page = await asRole("developer");
  await app.goto(`/requests?principalId=${id}`, page);
  await expect(rows(page)).toHaveCount(1);

  await page.keyboard.press("t");
  const time = page.getByRole("dialog", { name: "Time range" });
  await time.getByLabel("Or the last").fill("3 weeks");
  await time.getByRole("button", { name: "Show", exact: true }).click();
  await expect(time.getByText(/Write a length such as 90m/)).toBeVisible();
  await expectAccessible(page);
  await time.getByLabel("Or the last").fill("90m");
  await time.getByLabel("Or the last").press("Enter");
  await expect(page.getByRole("button", { name: "Last 90 minutes" })).toBeVisible();
  await expect(page).toHaveURL(/range=90m/);
  await expect(rows(page)).toHaveCount(1);

  const bars = page.getByRole("slider", { name: /^Requests over the time/ });
  // One for each of the 90 minutes: those of the day before are gone.
  await expect(bars).toHaveAttribute("aria-valuemax", /^(8|9)\d$/);
  await bars.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(bars).toHaveAttribute("aria-valuetext", /–.*: \d+ requests?/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=.*&to=/);
  await page.goBack();
  await expect(page).toHaveURL(/range=90m/);
  await page.getByText("As a table").click();
  await expect(page.getByRole("table", { name: /^Requests over the time/ })).toContainText("1");
});

test("what an address says that cannot be is left out and said", async ({ app, asRole }) => {
  const page = await asRole("developer");
  await app.goto("/requests?status=often&minDurationMs=-4", page);
  await expect(page.getByText(/cannot be: status, minDurationMs/)).toBeVisible();
  await page.getByRole("button", { name: "Take it off the address" }).click();
  await expect(page).toHaveURL(/\/requests$/);
});

test("requests come in while one looks, wait while one reads, and Live pauses", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { id, request } = await apiKey(["products:read"], { partner: "Live" });
  await request.get("/api/v2/products?limit=1");
  const page = await asRole("developer");
  await app.goto(`/requests?principalId=${id}`, page);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expect(page.getByText("Requests appear here as they come in.")).toBeVisible();
  await request.get("/api/v2/products?limit=2");
  await expect(rows(page)).toHaveCount(2);

  await page.keyboard.press("l");
  await expect(page.getByText("Paused.")).toBeVisible();
  await request.get("/api/v2/products?limit=3");
  await request.get("/api/v2/products?limit=4");
  const waiting = page.getByRole("button", { name: "2 new" });
  await expect(waiting).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expectAccessible(page);
  await waiting.click();
  await expect(rows(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible();
});

test("Live ends by itself after ten minutes", async ({ app, asRole }) => {
  const page = await asRole("developer");
  await page.clock.install();
  await app.goto("/requests", page);
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expect(page.getByText("Requests appear here as they come in.")).toBeVisible();
  await page.clock.fastForward(10 * 60_000 + 1000);
  await expect(page.getByText("Live stopped after 10 minutes.")).toBeVisible();
});

test("filters are kept as a view, marked when changed, and shared with the team", async ({
  app,
  asRole,
}) => {
  const name = `Refused ${randomUUID().slice(0, 8)}`;
  const page = await asRole("admin");
  await app.goto("/requests?status=4xx&range=1h", page);
  await page.getByRole("button", { name: "Views", exact: true }).click();
  await page.getByRole("menuitem", { name: "Save as a view…" }).click();
  const form = page.getByRole("dialog", { name: "Save as a view" });
  await form.getByLabel("Name").fill(name);
  await form.getByRole("checkbox", { name: "Share it with the team" }).check();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
  await expect(page).toHaveURL(/view=vew_/);

  await page.getByRole("button", { name: "Take off the filter Status" }).click();
  await page.getByRole("button", { name: `${name}, changed` }).click();
  await page.getByRole("menuitem", { name: `Save the change to ${name}` }).click();
  await expect(page.getByRole("button", { name, exact: true })).toBeVisible();

  const other = await asRole("developer");
  await app.goto("/requests", other);
  await other.getByRole("button", { name: "Views", exact: true }).click();
  await other.getByRole("menuitem", { name }).click();
  await expect(other).toHaveURL(/range=1h/);
  await expect(other).not.toHaveURL(/status=/);
  await other.getByRole("button", { name, exact: true }).click();
  await expect(other.getByRole("menuitem", { name: /^Remove/ })).toHaveCount(0);
  await other.keyboard.press("Escape");

  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("menuitem", { name: `Remove ${name}…` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("The view is removed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Views", exact: true })).toBeVisible();
});

test("the inspector tells why a request failed, and its cURL does the same again", async ({
  app,
  apiKey,
  asRole,
  owner,
}) => {
  const name = `Inspected ${randomUUID().slice(0, 8)}`;
  const { id, key, request } = await apiKey(["orders:read"], { partner: name });
  const failed = await request.get("/api/v2/orders/ord_01jd7m3v9kf4s8qzt5w2x6y7ab");
  const { requestId, code } = await failed.json();

  const page = await asRole("developer");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.goto(`/requests?principalId=${id}`, page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/requests/${requestId}`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("GET");
  await expect(page.getByRole("link", { name: code })).toBeVisible();
  await expect(page.getByRole("region", { name: "Where the time went" })).toContainText("Database");
  await expect(page.getByRole("region", { name: "Answer" })).toContainText(requestId);
  await expectAccessible(page);

  await page.keyboard.press("c");
  await expect(page.getByText("Copied as cURL")).toBeVisible();
  const command: string = await page.evaluate("navigator.clipboard.readText()");
  expect(command).toContain("Bearer $API_KEY");
  expect(command).not.toContain(key);
  const { stdout } = await promisify(execFile)("sh", ["-c", `API_KEY=${key}; ${command} -s`]);
  const again = JSON.parse(stdout);
  expect(again).toMatchObject({ code });
  // Who asks for it has it written.
  await owner.logs.get.query({ requestId: again.requestId });

  await page.getByRole("link", { name: "List" }).click();
  await expect(rows(page)).toHaveCount(2);
});

test("what failed stands once a trouble, with the way to its requests", async ({
  app,
  apiKey,
  asRole,
}) => {
  const { id, request } = await apiKey(["products:read"], { partner: "Failing" });
  for (const limit of ["a", "b"]) await request.get(`/api/v2/products?limit=${limit}`);
  const page = await asRole("developer");
  await app.goto(`/requests?principalId=${id}`, page);
  await page.getByRole("link", { name: "Errors" }).click();
  await expect(page).toHaveURL(new RegExp(`/requests/errors\\?principalId=${id}`));
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("products.list");
  await expect(rows(page)).toContainText("2");
  await rows(page).getByRole("link").click();
  await expect(page).toHaveURL(/errorCode=/);
  await expect(rows(page)).toHaveCount(2);
});

test("single keys can be turned off", async ({ app, asRole }) => {
  const page = await asRole("developer");
  await app.goto("/requests", page);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.getByRole("button", { name: "The developer" }).click();
  const saved = page.waitForResponse("**/preferences");
  await page.getByRole("menuitem", { name: "Turn single keys off" }).click();
  await saved;
  await app.goto("/requests", page);
  await page.keyboard.press("/");
  await page.keyboard.press("t");
  await expect(page.getByRole("searchbox")).not.toBeFocused();
  await expect(page.getByRole("dialog", { name: "Time range" })).toBeHidden();
});

test("a partner's developer who follows an error's link comes to the portal", async ({
  app,
  apiKey,
  asDeveloper,
}) => {
  app.expectConsoleError(/404/);
  const { partnerId = "", request } = await apiKey(["products:read"], { partner: "From outside" });
  const { requestId } = await (await request.get("/api/v2/products?limit=no")).json();
  const page = await asDeveloper(partnerId);
  await app.goto(`/requests/${requestId}`, page);
  await expect(page).toHaveURL(`/portal/requests/${requestId}`);
});

test("an id that the log does not have says when it was and why it may be gone", async ({
  app,
  asRole,
}) => {
  app.expectConsoleError(/404/);
  const page = await asRole("developer");
  await app.goto("/requests/req_01jd7m3v9kf4s8qzt5w2x6y7ab", page);
  await expect(page.getByText("The log does not have this request")).toBeVisible();
  await expect(page.getByText(/it came in .* 2024/)).toBeVisible();
});

function rows(page: Page) {
  return page.locator(".ledger tbody tr");
}
