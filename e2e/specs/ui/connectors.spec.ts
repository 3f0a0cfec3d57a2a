import type { Page } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";
import { stripeSecret } from "../../fixtures/shop-env.ts";

test.use({ stripeKeys: false });

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
  await enter(page, "Secret key", "two words");
  await expect(page.getByText("Paste the secret alone")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await enter(page, "Secret key", "sk_test_fake");
  await enter(page, "Webhook signing secret", stripeSecret);
  await expect(page.getByText(/Entered just now, for 127\.0\.0\.1/)).toHaveCount(2);
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
  await expect(page.getByText("Not set")).toBeVisible();
});

test("who may not change connectors sees what is set, and no button", async ({ app, asRole }) => {
  const page = await asRole("developer");
  await app.goto("/connectors", page);
  await expect(page.getByRole("region", { name: "Stripe" })).toContainText("Secret key");
  await expect(page.getByRole("button", { name: /Enter|Replace|Remove/ })).toHaveCount(0);
});

async function enter(page: Page, label: string, secret: string): Promise<void> {
  await page.getByRole("button", { name: `Enter the ${label.toLowerCase()}` }).click();
  const dialog = page.getByRole("dialog", { name: label });
  await dialog.getByLabel(label).fill(secret);
  await dialog.getByRole("button", { name: "Store" }).click();
}
