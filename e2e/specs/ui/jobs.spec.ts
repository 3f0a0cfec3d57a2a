import { expect, test } from "../../fixtures/index.ts";

test("changes are refused while they are paused, every page says so, and they go on", async ({
  app,
  asRole,
}) => {
  const [page, other] = [await asRole("admin"), await asRole("operations")];
  await app.goto("/jobs", page);
  await page.getByRole("link", { name: "Switches" }).click();
  await page
    .getByRole("region", { name: "Changes" })
    .getByRole("button", { name: "Pause" })
    .click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Moving the database");
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  const banner = page.getByRole("region", { name: "Paused" });
  await expect(banner).toContainText("Read-only");
  try {
    await app.goto("/orders", other);
    const seen = other.getByRole("region", { name: "Paused" });
    await expect(seen).toContainText("Moving the database");
    await expect(seen.getByRole("button", { name: "Resume" })).toHaveCount(0);
  } finally {
    await banner.getByRole("button", { name: "Resume" }).click();
  }
  await expect(banner).toBeHidden();
});

test("whoever looks at the jobs sees every queue, and what to expect where none has failed", async ({
  app,
  asRole,
}) => {
  const page = await asRole("developer");
  await app.goto("/jobs", page);
  await page.getByRole("button", { name: /^All \d+ queues$/ }).click();
  await expect(page.getByRole("rowheader", { name: "Deliver mail" })).toBeVisible();
  await app.goto("/jobs?state=done", page);
  await expect(page.getByRole("table", { name: /^Jobs, done/ })).toBeVisible();
  await page
    .getByRole("table", { name: /^Jobs, done/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByText("Attempts")).toBeVisible();
});
