import { expect, test } from "../../fixtures/index.ts";

test("a member is added by link, chooses a password, and is shut out again", async ({
  app,
  asRole,
  newPage,
}) => {
  const email = `mira-${Date.now()}@example.com`;
  const owner = await asRole("owner");
  await app.goto("/team", owner);
  await owner.getByRole("button", { name: "New member" }).click();
  const form = owner.getByRole("dialog", { name: "New member" });
  await form.getByLabel("Name").fill("Mira Holt");
  await form.getByLabel("E-mail").fill(email);
  await form.getByRole("combobox", { name: "Role" }).click();
  await owner.getByRole("option", { name: "Support" }).click();
  await form.getByRole("button", { name: "Add member" }).click();
  const added = owner.getByRole("dialog", { name: "Mira Holt is on the team" });
  const link = await added
    .getByRole("figure", { name: "Sign-in link" })
    .locator("pre")
    .textContent();
  await added.getByRole("button", { name: "Done" }).click();

  const mira = await newPage();
  await app.goto(link ?? "", mira);
  await mira.getByRole("button", { name: "Sign in" }).click();
  await expect(mira.getByRole("heading", { name: "Overview" })).toBeVisible();
  await app.goto("/account", mira);
  await mira.getByLabel("New password").fill("correct horse battery");
  await mira.getByRole("button", { name: /password/i }).click();
  await expect(mira.getByRole("region", { name: "Notifications" })).toContainText("password");

  const again = await newPage();
  await app.goto("/login", again);
  await again.getByLabel("E-mail").fill(email);
  await again.getByLabel("Password").fill("correct horse battery");
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again.getByRole("heading", { name: "Overview" })).toBeVisible();

  const row = owner.getByRole("row", { name: new RegExp(email) });
  await row.getByRole("button", { name: "Change Mira Holt" }).click();
  const change = owner.getByRole("dialog", { name: "Change Mira Holt" });
  await change.getByRole("combobox", { name: "Account" }).click();
  await owner.getByRole("option", { name: "Disabled" }).click();
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("Disabled");
  app.expectConsoleError(/401/);
  await expect(again, "the open page is left").toHaveURL(/\/login/);
  expect((await again.request.get("/orders")).url()).toContain("/login");
});
