import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";
import { stripeSecret } from "../../fixtures/shop-env.ts";

test.use({ paymentKeys: false });

test("Stripe's secrets go in by the dashboard, take payments, and never come out", {
  tag: "@own-server",
}, async ({ app, apiKey, asRole, sell, stripe }) => {
  const page = await asRole("admin");
  const answers: Promise<string>[] = [];
  page.on("response", (answer) => {
    // The stream of live updates never ends.
    const { "content-type": type = "" } = answer.headers();
    if (type.includes("json")) answers.push(answer.text().catch(() => ""));
  });
  await app.goto("/connectors", page);
  await expect(page.getByRole("row", { name: /Stripe/ })).toContainText("Not set up");
  await page.getByRole("link", { name: /Stripe/ }).click();
  await expect(page.getByText(/\/api\/webhooks\/stripe/)).toBeVisible();
  await expect(page.getByText("STRIPE_API_BASE: change it there")).toBeVisible();
  await enter(page, "Secret key", "two words");
  await expect(page.getByText("Paste the secret alone")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await enter(page, "Webhook signing secret", stripeSecret);
  await enter(page, "Secret key", "sk_test_wrong");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("region", { name: "Health" })).toContainText(
    "Invalid API Key provided",
  );
  await expect(page.getByRole("main")).toContainText("Problem");
  await replace(page, "Secret key", "sk_test_fake");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("region", { name: "Health" })).toContainText(
    "Stripe accepts the key.",
  );
  const calls = page.getByRole("table", { name: /Calls to the third party/ });
  await expect(calls.getByRole("row", { name: /\/v1\/balance/ })).toHaveCount(2);
  await expect(calls).toContainText("401");
  await expect(page.getByText("Entered just now")).toHaveCount(2);
  await page.reload();
  for (const secret of ["sk_test_fake", stripeSecret]) {
    expect(await page.content()).not.toContain(secret);
    expect((await Promise.all(answers)).join()).not.toContain(secret);
  }

  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"]);
  const payment = { provider: "stripe" } as const;
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }], payment });
  expect(order.payments[0]?.action).toMatchObject({ type: "redirect" });
  expect((await stripe.send("checkout.session.completed", order)).status()).toBe(202);

  await page.getByRole("button", { name: "Remove" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Not set", { exact: true })).toBeVisible();
});

test("a mail server is entered on the dashboard, and mails go through it", {
  tag: "@own-server",
}, async ({ app, asRole }) => {
  const page = await asRole("admin");
  await app.goto("/connectors/smtp", page);
  await expect(page.getByText("Enter the address first")).toBeVisible();
  app.expectConsoleError(/422/);
  await page.getByLabel("Server").fill("not a host");
  await page.getByRole("button", { name: "Store the settings" }).click();
  await expect(page.getByText("Invalid hostname")).toBeVisible();
  await page.getByLabel("Server").fill("127.0.0.1");
  await page.getByLabel("Port").fill("1");
  await page.getByRole("button", { name: "Store the settings" }).click();
  await expect(page.getByText("Set up", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("region", { name: "Health" })).toContainText("ECONNREFUSED");
  await page.getByLabel("Server").fill("");
  await page.getByLabel("Port").fill("");
  await page.getByRole("button", { name: "Store the settings" }).click();
  await expect(page.getByText("Not set up")).toBeVisible();
});

test("a connector that is switched off takes no new payment, and says why", {
  tag: "@own-server",
}, async ({ app, apiKey, asRole, sell }) => {
  const page = await asRole("admin");
  const { sku } = await sell(3);
  const { placeOrder } = await apiKey(["orders:write"]);
  const order = { lines: [{ sku, quantity: 1 }], payment: { provider: "test" } as const };
  await app.goto("/connectors/test", page);
  await page.getByRole("button", { name: "Switch off" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("We take Stripe alone now.");
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("We take Stripe alone now.")).toBeVisible();
  await expect(placeOrder(order)).rejects.toThrow(/connector_disabled/);
  await page.getByRole("button", { name: "Switch on" }).click();
  await expect(page.getByRole("button", { name: "Switch off" })).toBeVisible();
  expect((await placeOrder(order)).status).toBe("pending");
});

test("who may not change connectors sees what is set, and no button", async ({ app, asRole }) => {
  const page = await asRole("developer");
  await app.goto("/connectors/stripe", page);
  await expect(page.getByRole("region", { name: "Secrets" })).toContainText("Secret key");
  await expect(
    page.getByRole("button", { name: /Enter|Replace|Remove|Switch|Test|Store/ }),
  ).toHaveCount(0);
});

async function enter(page: Page, label: string, secret: string, verb = "Enter"): Promise<void> {
  await page.getByRole("button", { name: `${verb} the ${label.toLowerCase()}` }).click();
  const dialog = page.getByRole("dialog", { name: label });
  await dialog.getByLabel(label).fill(secret);
  await dialog.getByRole("button", { name: "Store" }).click();
}

function replace(page: Page, label: string, secret: string): Promise<void> {
  return enter(page, label, secret, "Replace");
}
