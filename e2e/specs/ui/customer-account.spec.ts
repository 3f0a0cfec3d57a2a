import { randomUUID } from "node:crypto";
import { Me, Order, OrderPage } from "@crossdock/api/schemas";
import type { Page } from "@playwright/test";
import { startPartnerApp } from "../../../apps/web/server/testing/partner-app.ts";
import { test as baseTest, expect, expectAccessible } from "../../fixtures/index.ts";

const scopes = ["orders:read", "orders:write", "customers:read"];
const password = "a password of length";

type Program = { name: string; begin: () => Promise<Flow> };
type Flow = Awaited<ReturnType<Awaited<ReturnType<typeof startPartnerApp>>["begin"]>>;

/** `program`: a partner's, that acts for customers; `codeFor`: the code in the mail to an address. */
const test = baseTest.extend<{ program: Program; codeFor(email: string): Promise<string> }>({
  program: async ({ owner, shop }, use) => {
    const app = await startPartnerApp(shop.url);
    const name = `Trail log ${randomUUID().slice(0, 8)}`;
    const partner = await owner.partners.create.mutate({ name: `Makers of ${name}` });
    const { id, secret } = await owner.clients.create.mutate({
      ...{ name, partnerId: partner.id, scopes, redirectUris: [app.redirectUri] },
      grants: ["authorization_code", "refresh_token"],
    });
    await use({ name, begin: () => app.begin(id, secret ?? "", scopes.join(" ")) });
    app.close();
  },

  codeFor: async ({ mail }, use) => {
    await use(async (email) => {
      const code = async () => /\d{4} \d{4}/.exec((await mail.last(email)).text)?.[0] ?? "";
      await expect.poll(code, `a code for ${email}`).not.toBe("");
      return code();
    });
  },
});

test("a customer opens an account on the way into a partner's program, which acts for nobody else", async ({
  app,
  apiKey,
  codeFor,
  page,
  program,
  sell,
  shop,
}) => {
  const email = `zoe-${randomUUID()}@example.com`;
  const { sku } = await sell(5);
  const { placeOrder } = await apiKey(["orders:write"]);
  const earlier = await placeOrder({ email, lines: [{ sku, quantity: 1 }] });
  const foreign = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  const flow = await program.begin();

  await app.goto(flow.authorizeUrl);
  await expectAccessible(page, "signing in");
  await page.getByRole("button", { name: "Create an account" }).click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Code")).toBeFocused();
  await expectAccessible(page, "the code");
  await page.getByLabel("Code").fill(await codeFor(email));
  await page.getByLabel("Choose a password").fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();

  await expect(page.getByRole("heading", { name: `Allow ${program.name}?` })).toBeVisible();
  await expectAccessible(page, "the consent");
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();

  const { access_token: token, refresh_token: refreshToken = "" } = await flow.tokens();
  const call = (path: string, body?: object) =>
    fetch(`${shop.url}/api/v2${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        ...(body ? { "Idempotency-Key": randomUUID() } : {}),
      },
      body: body && JSON.stringify(body),
    });
  const read = async (path: string) => (await call(path)).json();
  const me = Me.parse(await read("/me"));
  expect(me).toMatchObject({
    kind: "customer",
    id: earlier.customerId,
    permissions: scopes.sort(),
  });
  expect(await read(`/customers/${me.id}`)).toMatchObject({ email });
  const placed = Order.parse(
    await (await call("/orders", { email, lines: [{ sku, quantity: 1 }] })).json(),
  );
  const { data } = OrderPage.parse(await read("/orders"));
  expect(data.map(({ id }) => id)).toEqual([placed.id, earlier.id]);
  expect((await call(`/orders/${foreign.id}`)).status).toBe(404);
  expect((await call("/products")).status).toBe(403);

  await flow.revoke(refreshToken);
  await expect.poll(async () => (await call("/me")).status).toBe(401);
});

test("who has an account signs in; a wrong password and an unknown address sound alike", async ({
  app,
  codeFor,
  newPage,
  page,
  program,
}) => {
  const email = `max-${randomUUID()}@example.com`;
  await app.goto((await program.begin()).authorizeUrl);
  await openAccount(page, email, codeFor);
  await expect(page.getByRole("heading", { name: /Allow/ })).toBeVisible();

  app.expectConsoleError(/401/);
  const other = await newPage();
  const flow = await program.begin();
  await app.goto(flow.authorizeUrl, other);
  for (const [address, guess] of [
    [email, "wrong"],
    [`nobody-${randomUUID()}@example.com`, password],
  ] as const) {
    await signIn(other, address, guess);
    await expect(other.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  }
  await signIn(other, email, password);
  await expect(other.getByRole("heading", { name: /Allow/ })).toBeVisible();
  await other.getByRole("button", { name: "Deny" }).click();
  await expect(other.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(flow.tokens()).rejects.toThrow();
});

test("who forgot the password sets another with a code by mail, on a phone", async ({
  app,
  codeFor,
  page,
  program,
}) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const email = `eva-${randomUUID()}@example.com`;
  await app.goto((await program.begin()).authorizeUrl);
  await openAccount(page, email, codeFor);
  await page.getByRole("button", { name: "Use another account" }).click();
  await page.getByRole("button", { name: "Forgot password" }).click();
  const before = await codeFor(email);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the code" }).click();
  await expect.poll(() => codeFor(email)).not.toBe(before);
  await page.getByLabel("Code").fill(await codeFor(email));
  await page.getByLabel("New password").fill("another password of length");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("heading", { name: /Allow/ })).toBeVisible();
});

async function openAccount(page: Page, email: string, codeFor: (email: string) => Promise<string>) {
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send the code" }).click();
  await page.getByLabel("Code").fill(await codeFor(email));
  await page.getByLabel("Choose a password").fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
}

async function signIn(page: Page, email: string, guess: string) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(guess);
  await page.getByRole("button", { name: "Sign in" }).click();
}
