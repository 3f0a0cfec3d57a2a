import { expect, test } from "../../fixtures/index.ts";

test.use({ smtp: true });

test("with a mail server the buyer gets the confirmation", { tag: "@own-server" }, async ({
  app,
  apiKey,
  asRole,
  mail,
  owner,
  sell,
  shop,
}) => {
  const { sku } = await sell(1, 1500);
  const { placeOrder } = await apiKey(["orders:write"]);
  const { email, number, payments } = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  await owner.payments.markPaid.mutate({ id: payments[0]?.id ?? "" });

  const received = () => shop.own?.mailbox.mails.filter((each) => each.recipients.includes(email));
  await expect.poll(received).toHaveLength(1);
  expect(received()?.[0]?.subject).toContain(String(number));
  await expect.poll(async () => (await mail.last(email)).status).toBe("sent");

  const page = await asRole("support");
  await app.goto("/emails?status=sent", page);
  await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("Sent");
});
