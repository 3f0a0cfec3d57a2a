import type { Page } from "@playwright/test";
import { startPartnerApp } from "../../../apps/web/server/testing/partner-app.ts";
import { test as base, expect, expectAccessible } from "../../fixtures/index.ts";
import { type OpenIdIssuer, startOpenIdIssuer } from "../../fixtures/open-id.ts";
import { signIn, tokenOf } from "../../fixtures/sign-in.ts";

type Fixtures = {
  issuer: OpenIdIssuer;
  /** A new member, and a page in a browser of its own where nobody is signed in. */
  member(name: string): Promise<{ id: string; email: string; token: string; page: Page }>;
};

/** A shop whose settings name an OpenID Connect issuer. */
const test = base.extend<Fixtures>({
  issuer: async ({ owner, shop }, use) => {
    const issuer = await startOpenIdIssuer(`${shop.url}/api/auth/callback/oidc`);
    const { id: clientId, secret: clientSecret } = issuer.client;
    const settings = { id: "oidc", name: "Office", issuer: issuer.url } as const;
    await owner.settings.setLoginProvider.mutate({ ...settings, clientId, clientSecret });
    await use(issuer);
    await owner.settings.removeLoginProvider.mutate({ id: "oidc" });
    await issuer.close();
  },

  member: async ({ owner, newPage }, use) => {
    await use(async (name) => {
      const email = `${name}-${Date.now()}@example.com`;
      const made = await owner.users.create.mutate({ email, name, role: "viewer" });
      return { id: made.id, email, token: tokenOf(made.loginLink), page: await newPage() };
    });
  },
});

// One issuer at a time is in the settings of a worker's shop.
test.describe.configure({ mode: "serial" });

async function enterBy(page: Page, account: string): Promise<void> {
  await page.getByRole("button", { name: "Continue with Office" }).click();
  await page.getByRole("textbox", { name: "Account" }).fill(account);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a verified address leads its member in, and the account from then on", async ({
  app,
  issuer,
  member,
  newPage,
  owner,
}) => {
  const { id, email, page } = await member("vera");
  issuer.accounts.set("vera-sub", { email: email.toUpperCase(), emailVerified: true });
  await app.goto("/login?next=/orders", page);
  await expectAccessible(page);
  await enterBy(page, "vera-sub");
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  const cookies = await page.context().cookies();
  const ours = cookies.filter(({ name }) => name.startsWith("crossdock."));
  expect(ours.map(({ name }) => name)).toContain("crossdock.session");
  for (const cookie of ours) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });

  issuer.accounts.set("vera-sub", { email: "moved@example.com", emailVerified: false });
  const again = await newPage();
  await app.goto("/login", again);
  await enterBy(again, "vera-sub");
  await expect(again.getByRole("heading", { name: "Overview" })).toBeVisible();

  app.expectConsoleError(/401/);
  await owner.users.update.mutate({ id, status: "disabled" });
  const last = await newPage();
  await app.goto("/login", last);
  await enterBy(last, "vera-sub");
  await expect(last.getByText("This account signs nobody in here.")).toBeVisible();
});

test("an unknown and an unverified address are told the same, and nobody gets an account", async ({
  app,
  issuer,
  member,
  owner,
}) => {
  const { email, page } = await member("una");
  issuer.accounts.set("unverified", { email, emailVerified: false });
  issuer.accounts.set("unknown", { email: "stranger@example.com", emailVerified: true });
  const before = (await owner.users.list.query({})).data.length;
  for (const account of ["unverified", "unknown"]) {
    await app.goto("/login", page);
    await enterBy(page, account);
    await expect(page.getByText("This account signs nobody in here.")).toBeVisible();
    // The issuer would else remember who is signed in there.
    await page.context().clearCookies();
  }
  await expectAccessible(page);
  expect((await owner.users.list.query({})).data).toHaveLength(before);
});

test("an account is linked and unlinked on the account page, by whoever is signed in", async ({
  app,
  issuer,
  member,
  newPage,
  shop,
}) => {
  const { token, page } = await member("lina");
  issuer.accounts.set("lina-sub", { email: "private@example.org", emailVerified: false });
  await signIn(page.request, shop.url, { token });
  await app.goto("/account", page);
  await page.getByRole("button", { name: "Link Office" }).click();
  await page.getByRole("textbox", { name: "Account" }).fill("lina-sub");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The account is linked.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Linked accounts" })).toContainText(
    "private@example.org",
  );
  await expectAccessible(page);

  const elsewhere = await newPage();
  await app.goto("/login", elsewhere);
  await enterBy(elsewhere, "lina-sub");
  await expect(elsewhere.getByRole("heading", { name: "Overview" })).toBeVisible();

  await page.getByRole("button", { name: "Unlink" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
  await expect(page.getByRole("button", { name: "Link Office" })).toBeVisible();
});

test("an answer that this browser did not ask for is refused", async ({ app, issuer, member }) => {
  const { email, page } = await member("ivo");
  issuer.accounts.set("ivo-sub", { email, emailVerified: true });
  await app.goto("/login", page);
  await page.getByRole("button", { name: "Continue with Office" }).click();
  await expect(page.getByRole("textbox", { name: "Account" })).toBeVisible();
  const cookies = await page.context().cookies();
  for (const missing of ["state", "pkce", "nonce"]) {
    expect(cookies.map(({ name }) => name)).toContain(`crossdock.${missing}`);
  }
  await page.context().clearCookies({ name: "crossdock.state" });
  await page.getByRole("textbox", { name: "Account" }).fill("ivo-sub");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("The provider did not confirm who you are.")).toBeVisible();
});

test("a provider is set up on the settings page, and its secret is not shown again", async ({
  app,
  asRole,
}) => {
  const page = await asRole("admin");
  await app.goto("/settings", page);
  await page.getByRole("button", { name: "Set up GitHub" }).click();
  const form = page.getByRole("dialog", { name: "Set up GitHub" });
  await expect(form.getByText("/api/auth/callback/github")).toBeVisible();
  await form.getByLabel("Client id").fill("Iv1.of-the-shop");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Fill this in.")).toBeVisible();
  await form.getByLabel("Client secret").fill("a secret that GitHub gave");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row", { name: /GitHub/ });
  await expect(row).toContainText("Iv1.of-the-shop");
  await expect(row).toContainText("On");
  expect(await page.content()).not.toContain("a secret that GitHub gave");
  await row.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(row).toContainText("Off");
});

test("on the way into a program a customer comes in by a verified address, and no other", async ({
  app,
  issuer,
  newPage,
  owner,
  shop,
}) => {
  const program = await startPartnerApp(shop.url);
  const scopes = ["orders:read"];
  const { id, secret } = await owner.clients.create.mutate({
    ...{ name: "Trail log", scopes, redirectUris: [program.redirectUri] },
    grants: ["authorization_code"],
  });
  const begin = async (page: Page) =>
    app.goto((await program.begin(id, secret ?? "", "orders:read")).authorizeUrl, page);
  const email = `zoe-${Date.now()}@example.com`;
  issuer.accounts.set("unproven", { email, emailVerified: false });
  issuer.accounts.set("proven", { email, emailVerified: true });

  const refused = await newPage();
  await begin(refused);
  await enterBy(refused, "unproven");
  await expect(refused.getByText("That account did not confirm")).toBeVisible();
  await expectAccessible(refused);

  const page = await newPage();
  await begin(page);
  await enterBy(page, "proven");
  await expect(page.getByRole("heading", { name: "Allow Trail log?" })).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).toContain("crossdock.customer");
  expect(cookies.map(({ name }) => name)).not.toContain("crossdock.session");
  await app.goto("/orders", page);
  await expect(page).toHaveURL(/\/login/);
  program.close();
});
