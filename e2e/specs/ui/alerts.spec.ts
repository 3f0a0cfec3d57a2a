import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Database, openDatabase } from "@crossdock/db";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";
import { shopEnv } from "../../fixtures/shop-env.ts";

const run = promisify(execFile);

/** Judges the rules now, as the worker does each minute. */
async function judge(databaseUrl: string): Promise<string> {
  const args = ["apps/web/server/cli/main.ts", "alerts", "evaluate"];
  const cwd = new URL("../../..", import.meta.url);
  const env = { ...shopEnv(databaseUrl), NODE_ENV: "test" as const };
  const { stdout } = await run(process.execPath, args, { cwd, env });
  return stdout;
}

/** What a recorder writes of ten calls in this minute. */
function tenCalls({ prisma }: Database) {
  const at = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const empty = { operation: "", version: "", principalId: "", partnerId: "" };
  // One bucket, the hundredth, with ten in it.
  const histogram = Buffer.from([1, 100, 10]);
  const sums = { bytesIn: 0n, bytesOut: 0n, durationUs: 1000n, histogram };
  return prisma.requestRollup.create({
    data: {
      ...{ grain: "minute", level: 0, at, transport: "mcp", statusClass: 2, count: 10 },
      ...{ ...empty, ...sums, firstAt: at, lastAt: at, writer: "e2e" },
    },
  });
}

test("a rule is made, tried and tested; it fires, is mailed, taken up, and is over @own-server", async ({
  app,
  asRole,
  owner,
  shop,
}) => {
  // The command line is a process of its own, each time.
  test.setTimeout(150_000);
  const databaseUrl = shop.own?.databaseUrl ?? "";
  const db = openDatabase({ url: databaseUrl, max: 2, onError: () => {} });
  const subjects = async () =>
    (await owner.notifications.list.query({ to: shop.owner.email, limit: 50 })).data.map(
      ({ subject }) => subject,
    );
  const page = await asRole("developer");
  await app.goto("/alerts", page);
  await expect(page.getByText("All is well")).toBeVisible();
  await page.getByRole("link", { name: "Rules", exact: true }).click();
  await expect(page.getByRole("row", { name: /Requests fail in the server/ })).toBeVisible();

  await page.getByRole("button", { name: "New rule" }).click();
  const form = page.getByRole("dialog", { name: "New rule" });
  await form.getByLabel("What to watch").click();
  await page.getByRole("option", { name: "Many requests" }).click();
  await form.getByLabel("More than … requests in the window").fill("9");
  await form.getByLabel("Name", { exact: true }).fill("Too many calls");
  await form.getByRole("button", { name: "Try it on the last 7 days" }).click();
  await expect(form.getByText("It would not have fired.")).toBeVisible();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Make the rule" }).click();
  const row = page.getByRole("row", { name: /Too many calls/ });
  await expect(row).toContainText("> 9 requests · in 5 minutes");
  await row.getByRole("button", { name: "Test Too many calls" }).click();
  await expect(page.getByText("A test is on its way by mail")).toBeVisible();
  await expect.poll(subjects).toContain("Harbour & Pine: Test: Too many calls");

  await tenCalls(db);
  expect(await judge(databaseUrl)).toContain("Too many calls");
  await expect.poll(subjects).toContain("Harbour & Pine: Too many calls");
  await page.getByRole("link", { name: "Now and before" }).click();
  const alert = page.getByRole("article", { name: "Too many calls" });
  await expect(alert).toContainText("10 requests came in the last 5 minutes");
  await expectAccessible(page);
  await alert.getByRole("button", { name: "Take up" }).click();
  await expect(alert).toContainText("The developer has taken it up");
  await alert.getByRole("button", { name: "Note" }).click();
  await page.getByLabel("Note").fill("A loop in the new release");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(alert).toContainText("A loop in the new release");
  await app.goto("/", page);
  await expect(page.getByRole("link", { name: "1 alert fires" })).toBeVisible();

  await db.prisma.requestRollup.deleteMany({ where: { writer: "e2e" } });
  await judge(databaseUrl);
  const before = new Date(Date.now() - 600_000);
  await db.prisma.alert.updateMany({ data: { calmSince: before } });
  await db.prisma.alertClock.updateMany({ data: { watchingSince: before } });
  await judge(databaseUrl);
  await expect.poll(subjects).toContain("Harbour & Pine: Over: Too many calls");
  await app.goto("/alerts", page);
  await expect(page.getByText("All is well")).toBeVisible();
  await expect(page.getByRole("row", { name: /Too many calls/ })).toContainText("The developer");
  await db.close();
});
