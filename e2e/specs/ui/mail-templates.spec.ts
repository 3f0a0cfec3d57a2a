import { startReceiver } from "@crossdock/connectors/testing";
import { expect, test } from "../../fixtures/index.ts";

test("a mail is changed, seen as it will be, sent as a test and reset", async ({
  app,
  apiKey,
  asRole,
  mail,
  owner,
  sell,
}) => {
  const page = await asRole("admin");
  // The frame without rights refuses the test's own script too.
  app.expectConsoleError(/422|Blocked script execution in 'about:srcdoc'/);
  await app.goto("/emails/templates", page);
  await page.getByRole("link", { name: "Order confirmed" }).click();
  const text = page.getByLabel("Text", { exact: true });
  const preview = page.frameLocator('iframe[title^="Preview"]');
  await expect(preview.getByText("Larch Serving Board")).toBeVisible();

  await text.fill("Dear buyer,\n\n{{ nobody }}");
  await expect(page.getByText(/^Line 3: .*nobody/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();

  await text.fill("# Ahoy\n\nOrder {{ order.number }} sails soon.");
  await expect(preview.getByRole("heading", { name: "Ahoy" })).toBeVisible();
  await page.getByRole("button", { name: "Phone" }).click();
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await expect(page.getByText("Order 1042 sails soon.").last()).toBeVisible();
  await page.getByRole("button", { name: "Send me a test" }).click();
  await expect(page.getByText(/A test is on its way to admin-/)).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The e-mail is saved")).toBeVisible();

  const { sku } = await sell(1, 1500);
  const { placeOrder } = await apiKey(["orders:write"]);
  const { email, number, payments } = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  await owner.payments.markPaid.mutate({ id: payments[0]?.id ?? "" });
  expect((await mail.last(email)).text).toBe(`Ahoy\n\nOrder ${number} sails soon.`);

  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(text).toHaveValue(/getting it ready/);
});

test("Slack is set up, and told what the team is told", { tag: "@own-server" }, async ({
  app,
  asRole,
  owner,
}) => {
  const receiver = await startReceiver();
  try {
    await owner.connectors.setSecret.mutate({
      ...{ connector: "slack", name: "webhookUrl" },
      value: `${receiver.url}/services/T/B/x`,
    });
    const page = await asRole("admin");
    await app.goto("/emails/notices", page);
    await page.getByRole("button", { name: "Test Slack" }).click();
    await expect.poll(() => receiver.messages.length).toBe(1);
    expect(receiver.messages[0]?.body).toContain("A test from your dashboard");
    const tick = page.getByRole("checkbox", { name: "A product is sold out: Mail" });
    await tick.click();
    await expect(tick).toBeChecked();
    const routes = async () => (await owner.notices.settings.query({})).routes;
    const chosen = { kind: "stock", mail: true, slack: true, http: true };
    await expect.poll(routes).toContainEqual(chosen);
  } finally {
    await owner.connectors.removeSecret.mutate({ connector: "slack", name: "webhookUrl" });
    await receiver.close();
  }
});
