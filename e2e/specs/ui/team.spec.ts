import { expect, test } from "../../fixtures/index.ts";
import { signIn, tokenOf } from "../../fixtures/sign-in.ts";

test("a member is invited, chooses a password, and is shut out again", async ({
  app,
  asRole,
  newPage,
}) => {
  const email = `mira-${Date.now()}@example.com`;
  const owner = await asRole("owner");
  await app.goto("/team", owner);
  await owner.getByRole("button", { name: "Invite a member" }).click();
  const form = owner.getByRole("dialog", { name: "Invite a member" });
  await form.getByLabel("Name").fill("Mira Holt");
  await form.getByLabel("E-mail").fill(email);
  await form.getByRole("combobox", { name: "Role" }).click();
  await owner.getByRole("option", { name: "Support" }).click();
  await form.getByRole("button", { name: "Invite" }).click();
  const added = owner.getByRole("dialog", { name: "Mira Holt is invited" });
  const link = await added
    .getByRole("figure", { name: "Sign-in link" })
    .locator("pre")
    .textContent();
  await added.getByRole("button", { name: "Done" }).click();

  const row = owner.getByRole("row", { name: new RegExp(email) });
  await expect(row).toContainText("Invited, not yet signed in");

  const mira = await newPage();
  await app.goto(link ?? "", mira);
  await mira.getByLabel("Password").fill("too short");
  await mira.getByRole("button", { name: "Sign in" }).click();
  await expect(mira.getByText("Use at least 12 characters").first()).toBeVisible();
  await mira.getByLabel("Password").fill("correct horse battery");
  await mira.getByRole("button", { name: "Sign in" }).click();
  await expect(mira.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(row).toContainText("Active");

  const again = await newPage();
  await app.goto("/login", again);
  await again.getByLabel("E-mail").fill(email);
  await again.getByLabel("Password").fill("correct horse battery");
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again.getByRole("heading", { name: "Overview" })).toBeVisible();

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

test("an invitation is sent anew and taken back", async ({ app, asRole, owner, newPage }) => {
  const email = `guest-${Date.now()}@example.com`;
  const { loginLink } = await owner.users.create.mutate({ email, name: "Gus", role: "viewer" });
  const admin = await asRole("admin");
  await app.goto("/team", admin);
  const row = admin.getByRole("row", { name: new RegExp(email) });
  await row.getByRole("button", { name: "More for Gus" }).click();
  await admin.getByRole("menuitem", { name: "Send a new invitation" }).click();
  const anew = admin.getByRole("dialog", { name: "Gus is invited" });
  await expect(anew.getByRole("figure", { name: "Sign-in link" })).toBeVisible();
  await anew.getByRole("button", { name: "Done" }).click();

  app.expectConsoleError(/401/);
  const guest = await newPage();
  await app.goto(loginLink, guest);
  await guest.getByRole("button", { name: "Sign in" }).click();
  await expect(guest.getByText("This link has been used or is too old.")).toBeVisible();

  await row.getByRole("button", { name: "More for Gus" }).click();
  await admin.getByRole("menuitem", { name: "Cancel the invitation" }).click();
  await admin.getByRole("button", { name: "Cancel the invitation" }).click();
  await expect(row).toHaveCount(0);
});

test("a role that is changed counts from the member's next click", async ({
  app,
  newPage,
  owner,
  shop,
}) => {
  const email = `next-${Date.now()}@example.com`;
  const { id, loginLink } = await owner.users.create.mutate({ email, name: "N", role: "viewer" });
  const page = await newPage();
  await signIn(page.request, shop.url, { token: tokenOf(loginLink) });
  await app.goto("/partners", page);
  await expect(page.getByRole("button", { name: "New partner" })).toHaveCount(0);
  await owner.users.update.mutate({ id, role: "developer" });
  await app.goto("/partners", page);
  await expect(page.getByRole("button", { name: "New partner" })).toBeVisible();
  await owner.users.update.mutate({ id, role: "viewer" });
  await page.getByRole("button", { name: "New partner" }).click();
  await page.getByLabel("Name").fill("Not any more");
  app.expectConsoleError(/403/);
  await page.getByRole("button", { name: "Add partner" }).click();
  await expect(page.getByRole("region", { name: "Notifications" })).toContainText(
    "Your role does not allow this",
  );
});
