import type { Page } from "@playwright/test";
import { generateSync } from "otplib";
import { expect, expectAccessible, test } from "../../fixtures/index.ts";
import { signIn, tokenOf } from "../../fixtures/sign-in.ts";

const password = "correct horse battery";

test("a second factor is set up, asked for, and given by an app or a recovery code", async ({
  app,
  newPage,
  owner,
  page,
  shop,
}) => {
  const email = `factor-${Date.now()}@example.com`;
  const { id, loginLink } = await owner.users.create.mutate({ email, name: "Fay", role: "viewer" });
  await signIn(page.request, shop.url, { token: tokenOf(loginLink), password });
  await app.goto("/account");
  await page.getByRole("button", { name: "Turn on" }).click();
  const setUp = page.getByRole("dialog", { name: "Turn the second factor on" });
  await expect(setUp.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  const secret = await setUp.getByRole("button", { name: /copy/ }).getAttribute("title");
  const codeIn = (seconds: number) =>
    generateSync({ secret: secret ?? "", epoch: Date.now() / 1000 + seconds });
  const first = codeIn(0);
  app.expectConsoleError(/401|422/);
  await setUp.getByLabel("Code", { exact: true }).fill("000000");
  await setUp.getByRole("button", { name: "Turn on" }).click();
  await expect(setUp.getByText("This code is not right")).toBeVisible();
  await setUp.getByLabel("Code", { exact: true }).fill(first);
  await setUp.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("dialog", { name: "Keep your recovery codes" });
  const [recovery = ""] = ((await codes.locator("pre").textContent()) ?? "").split("\n");
  await expectAccessible(page);
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("On, 10 recovery codes left")).toBeVisible();

  const elsewhere = await newPage();
  await enterPassword(elsewhere, email, app);
  await enterCode(elsewhere, first);
  await expect(elsewhere.getByText("This code is not right, or was used already")).toBeVisible();
  await expectAccessible(elsewhere);
  await enterCode(elsewhere, codeIn(30));
  await expect(elsewhere.getByRole("heading", { name: "Overview" })).toBeVisible();

  const third = await newPage();
  await enterPassword(third, email, app, "/orders");
  await enterCode(third, recovery.toUpperCase());
  await expect(third.getByRole("heading", { name: "Orders", exact: true })).toBeVisible();

  await owner.users.resetSecondFactor.mutate({ id });
  const last = await newPage();
  await enterPassword(last, email, app);
  await expect(last.getByRole("heading", { name: "Overview" })).toBeVisible();
});

test("a code without a password before it leads nowhere", async ({ app, page }) => {
  app.expectConsoleError(/401/);
  await app.goto("/login/code");
  await enterCode(page, "123456");
  await expect(page.getByText("Sign in again.")).toBeVisible();
});

type App = { goto(path: string, page: Page): Promise<void> };

async function enterPassword(page: Page, email: string, app: App, next = "/"): Promise<void> {
  await app.goto(`/login?next=${encodeURIComponent(next)}`, page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}
