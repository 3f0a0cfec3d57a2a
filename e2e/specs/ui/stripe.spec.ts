import { expect, loadsOf, test } from "../../fixtures/index.ts";

test.describe("Stripe", { tag: "@own-server" }, () => {
  test("a signed webhook pays the order while the admin watches", async ({
    app,
    apiKey,
    asRole,
    mail,
    sell,
    stripe,
  }) => {
    const { sku } = await sell(4, 2500);
    const partner = await apiKey(["orders:write", "events:read"], { partner: "Web shop" });
    const order = await partner.placeOrder({
      lines: [{ sku, quantity: 2 }],
      payment: { provider: "stripe" },
    });
    const [payment] = order.payments;
    expect(payment).toMatchObject({
      provider: "stripe",
      amount: { amount: 5000, currency: "EUR" },
      action: { type: "redirect", url: expect.stringContaining("/pay/cs_test_") },
    });

    const admin = await asRole("admin");
    await app.goto(`/orders/${order.id}`, admin);
    await expect(admin.getByText("Pending").first()).toBeVisible();
    const loads = await loadsOf(admin);

    const completed = await stripe.send("checkout.session.completed", order);
    expect(completed.status()).toBe(202);
    expect((await stripe.send("payment_intent.succeeded", order)).status()).toBe(202);

    const main = admin.getByRole("main");
    await expect(main.getByText("Confirmed").first()).toBeVisible();
    await expect(main.getByText("Paid", { exact: true }).first()).toBeVisible();
    expect(loads(), "no reload").toBe(0);
    const history = admin.getByRole("region", { name: "History" });
    await expect(history.getByText("The provider's event was worked off").first()).toBeVisible();

    const { subject, status } = await mail.last(order.email);
    expect(subject).toContain(String(order.number));
    expect(status, "no mail server: kept to be read").toBe("kept");
    await expect
      .poll(async () => {
        const { data } = await (await partner.request.get("/api/v1/events?limit=100")).json();
        return data.map(({ type }: { type: string }) => type);
      })
      .toContain("order.confirmed");
  });

  test("a forged webhook is refused and leaves no trace", async ({
    apiKey,
    owner,
    sell,
    stripe,
  }) => {
    const { sku } = await sell(1);
    const { placeOrder } = await apiKey(["orders:write"]);
    const order = await placeOrder({
      lines: [{ sku, quantity: 1 }],
      payment: { provider: "stripe" },
    });
    const payload = stripe.event("payment_intent.succeeded", order);
    const forged = await stripe.post(payload, "t=1,v1=0000");
    expect(forged.status()).toBe(400);
    expect(await forged.json()).toMatchObject({ code: "signature_invalid" });
    const { data } = await owner.inbox.list.query({ connector: "stripe" });
    expect(data.map(({ eventId }) => eventId)).not.toContain(JSON.parse(payload).id);
    expect(await owner.orders.get.query({ id: order.id })).toMatchObject({ status: "pending" });
  });

  test("the same webhook twice has one effect, and is shown as repeated", async ({
    app,
    apiKey,
    asRole,
    mail,
    owner,
    sell,
    stripe,
  }) => {
    const { sku } = await sell(1, 700);
    const { placeOrder } = await apiKey(["orders:write"]);
    const order = await placeOrder({
      lines: [{ sku, quantity: 1 }],
      payment: { provider: "stripe" },
    });
    const payload = stripe.event("payment_intent.succeeded", order);
    const answers = [await stripe.post(payload), await stripe.post(payload)];
    const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
    expect(first).toMatchObject({ duplicate: false });
    expect(second).toEqual({ ...first, duplicate: true });

    await expect
      .poll(async () => (await owner.orders.get.query({ id: order.id })).paymentStatus)
      .toBe("paid");
    await mail.last(order.email);
    const mails = await owner.notifications.list.query({ to: order.email });
    expect(mails.data).toHaveLength(1);

    const page = await asRole("developer");
    await app.goto(`/inbound/${first.id}`, page);
    await expect(
      page.getByRole("heading", { level: 1, name: "payment_intent.succeeded" }),
    ).toBeVisible();
    await expect(page.getByText("1 without effect")).toBeVisible();
    await page.getByRole("button", { name: "Show it as it came" }).click();
    await expect(page.getByText("Body, as it came")).toBeVisible();
  });
});
