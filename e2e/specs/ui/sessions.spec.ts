import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";
import { signIn, tokenOf } from "../../fixtures/sign-in.ts";

test("signing out everywhere ends the other browser too", async ({
  app,
  newPage,
  owner,
  page,
  shop,
}) => {
  const email = `twice-${Date.now()}@example.com`;
  const password = "correct horse battery";
  const { loginLink } = await owner.users.create.mutate({ email, name: "Two", role: "viewer" });
  await signIn(page.request, shop.url, { token: tokenOf(loginLink), password });
  const [second, third] = [await newPage(), await newPage()];
  for (const one of [second, third]) await signIn(one.request, shop.url, { email, password });

  await app.goto("/account");
  const sessions = page.getByRole("table", { name: "Where you are signed in" });
  await expect(sessions.getByRole("row")).toHaveCount(4);
  await expect(sessions.getByText("This one")).toHaveCount(1);
  await sessions
    .getByRole("button", { name: /^Sign out/ })
    .first()
    .click();
  await expect(sessions.getByRole("row")).toHaveCount(3);

  // What was asked before may be answered after the end of the session.
  app.expectConsoleError(/401/);
  const asked = await askedWhileLeaving(page);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Crossdock" })).toBeVisible();
  await expect(page, "it did not end by itself: nothing is gone on with").toHaveURL("/login");
  expect(asked).toEqual([]);
  for (const one of [second, third]) {
    await one.goto("/orders");
    await expect(one).toHaveURL(/\/login/);
  }
});

/**
 * What the page asks the API for from the moment on in which it signs out everywhere. The answer to that is
 * held back until the page was told by its line of news that the account has changed.
 */
async function askedWhileLeaving(page: Page): Promise<string[]> {
  const asked: string[] = [];
  await page.route("**/api/trpc/me.signOutEverywhere**", async (route) => {
    page.on("request", (request) => {
      if (request.url().includes("/api/trpc/")) asked.push(request.url());
    });
    const told = page.waitForEvent("requestfinished", (one) => one.url().includes("live.events"));
    const response = await route.fetch();
    await told;
    await route.fulfill({ response });
  });
  return asked;
}

test("what a page sends to update its session changes nothing in it", async ({
  asRole,
  owner,
  shop,
}) => {
  const { request } = await asRole("viewer");
  const sessionOf = async () =>
    (await request.storageState()).cookies.find(({ name }) => name === "crossdock.session")?.value;
  const before = await sessionOf();
  const [{ email = "", id = "" } = {}] = (await owner.users.list.query({})).data;
  const { csrfToken } = await (await request.get(`${shop.url}/api/auth/csrf`)).json();
  const data = { sessionToken: "another's", sub: id, email, role: "owner", user: { id, email } };
  const answer = await request.post(`${shop.url}/api/auth/session`, { data: { csrfToken, data } });
  expect(JSON.stringify(await answer.json())).not.toContain(email);
  expect(await sessionOf()).toBe(before);
  const me = await request.get(`${shop.url}/api/trpc/me.get?input=%7B%7D`);
  expect((await me.json()).result.data).toMatchObject({ role: "viewer" });
});
