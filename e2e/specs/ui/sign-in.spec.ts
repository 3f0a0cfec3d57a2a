import { expect, test } from "../../fixtures/index.ts";

test("the password signs in, and signing out ends the session", async ({ app, page, shop }) => {
  await app.goto("/orders");
  await expect(page).toHaveURL("/login?next=%2Forders");
  await page.getByLabel("E-mail").fill(shop.owner.email);
  await page.getByLabel("Password").fill(shop.owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  await expect(page).toHaveURL("/orders");

  const before = await page.context().cookies();
  await page.getByRole("button", { name: "Owner" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Crossdock" })).toBeVisible();

  await page.context().addCookies(before);
  await page.goto("/orders");
  await expect(page, "the cookie of before is worth nothing").toHaveURL(/\/login/);
});

test("a wrong password and an unknown address are told the same", async ({ app, page, shop }) => {
  app.expectConsoleError(/401/);
  const refusal = page.getByText("The e-mail address or the password is wrong.");
  for (const email of [shop.owner.email, "nobody@example.com"]) {
    await app.goto("/login");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(refusal).toBeVisible();
  }
  await expect(page).toHaveURL("/login");
});

test("a sign-in link works once", async ({ app, page, newPage, owner }) => {
  const { loginLink } = await owner.users.create.mutate({
    email: `once-${Date.now()}@example.com`,
    name: "Once",
    role: "viewer",
  });
  const path = loginLink.slice(new URL(loginLink).origin.length);
  await app.goto(path);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  app.expectConsoleError(/401/);
  const second = await newPage();
  await app.goto(path, second);
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(second.getByText("This link has been used or is too old.")).toBeVisible();
});
