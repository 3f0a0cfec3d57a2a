import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";

test("the reference shows each version at the same operation", async ({ app, page }) => {
  await app.goto("/docs/reference#orders.create");
  const order = page.locator("details[id='orders.create']");
  await expect(order).toHaveAttribute("open");
  await expect(order.getByRole("figure", { name: "curl" })).toContainText('"lines":');
  await expect(order.getByRole("link", { name: "out_of_stock" })).toHaveAttribute(
    "href",
    "/docs/errors/out_of_stock",
  );

  const versions = page.getByRole("navigation", { name: "Version" });
  await expect(versions.getByRole("link", { name: "v2" })).toHaveAttribute("aria-current", "page");
  await versions.getByRole("link", { name: "v1" }).click();
  await expect(page).toHaveURL(/version=v1#orders\.create$/);
  await expect(page.getByText(/v1 is deprecated (from|since) 1 January 2027/)).toBeAttached();
  await expect(order.getByRole("figure", { name: "curl" })).toContainText('"items":');
  await expect(order.getByText("Different in v1:")).toBeVisible();

  await order.getByRole("link", { name: "orders.create in v2" }).click();
  await expect(page).toHaveURL(/version=v2#orders\.create$/);
  await expect(order).toHaveAttribute("open");
});

test("what is opened is in the address, and a link within the page opens its target", async ({
  app,
  page,
}) => {
  await app.goto("/docs/reference");
  const order = page.locator("details[id='orders.get']");
  await order.locator("summary").click();
  await expect(page).toHaveURL(/#orders\.get$/);
  await order.getByRole("link", { name: "Order", exact: true }).click();
  await expect(page.locator("details[id='Order']").getByText("lines[].sku")).toBeVisible();
});

test("a version that is not served has no reference", async ({ app, page }) => {
  app.expectConsoleError(/404/);
  await app.goto("/docs/reference?version=v9");
  await expect(
    page.getByRole("heading", { level: 1, name: "There is no such page" }),
  ).toBeVisible();
});

test("the changelog is where the headers of a deprecated version lead", async ({
  app,
  page,
  request,
}) => {
  const { link = "" } = (await request.get("/api/v1/me")).headers();
  const { releases } = await (await request.get("/docs/changelog.json")).json();
  expect(releases).toMatchObject([
    { facts: { name: "v2" }, before: { version: "v1" } },
    { facts: { name: "v1", sunset: "2028-01-01" } },
  ]);
  await app.goto(/<([^>]+)>; rel="deprecation"/.exec(link)?.[1] ?? "no link");
  await expect(page.locator("#v1")).toContainText("Ends1 January 2028");
  const v2 = page.locator("#v2");
  await expect(v2).toContainText("lines is new");
  await expect(v2).toContainText("items, payments[].currency are no longer there");
  await v2.getByRole("link", { name: "orders.create" }).click();
  await expect(page.locator("details[id='orders.create']")).toHaveAttribute("open");
});

for (const path of ["/docs", "/docs/guides"]) {
  test(`every call in ${path} answers as it says`, async ({ app, page, apiKey }) => {
    const { key } = await apiKey("all", { partner: `Reader of ${path}` });
    await app.goto(path);
    const settings = await page
      .getByRole("figure", { name: "Settings" })
      .locator("pre")
      .textContent();
    const calls = await readCalls(page);
    expect(calls.length).toBeGreaterThan(2);
    for (const { curl, answers } of calls) {
      const script = `${(settings ?? "").replace("cdk_live_…", key)}\n${curl}`;
      const { stdout } = await promisify(execFile)("bash", ["-c", script]);
      expect(stdout, curl).not.toBe("");
      for (const answer of answers) {
        expect(says(stdout, answer), `${curl}\n\n${stdout}\n\nsays ${answer}`).toBe(true);
      }
    }
  });
}

/** The calls of a page, each with the parts of the answer that stands below it. */
async function readCalls(page: Page): Promise<{ curl: string; answers: string[] }[]> {
  const calls: { curl: string; answers: string[] }[] = [];
  let answered: string[] | undefined;
  for (const figure of await page.getByRole("main").getByRole("figure").all()) {
    const label = await figure.locator("figcaption").textContent();
    const text = (await figure.locator("pre").textContent()) ?? "";
    if (label?.startsWith("Answer")) {
      answered?.push(...partsOf(text));
      continue;
    }
    // Whatever else is shown, its answer is no call's of ours.
    answered = label?.startsWith("curl") ? [] : undefined;
    if (answered) calls.push({ curl: text, answers: answered });
  }
  return calls;
}

/** The lines of the head, each for itself, and the body as a whole. */
function partsOf(answer: string): string[] {
  if (!answer.startsWith("HTTP/")) return [answer];
  const [head = "", ...body] = answer.split("\n\n");
  return [...head.split("\n"), ...body];
}

/** Whether the text holds the part; an ellipsis stands for anything, and white space does not count. */
function says(text: string, part: string): boolean {
  let rest = squeeze(text);
  return squeeze(part)
    .split("…")
    .every((piece) => {
      const at = rest.indexOf(piece);
      rest = rest.slice(at + piece.length);
      return at >= 0;
    });
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}
