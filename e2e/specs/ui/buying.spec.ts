import { expect, loadsOf, test } from "../../fixtures/index.ts";

test("a partner's buyer pays, and the admin watches the order turn paid", async ({
  app,
  apiKey,
  asRole,
  mail,
  page: buyer,
  sell,
}) => {
  const { sku, id: productId } = await sell(5, 4200);
  const partner = await apiKey(["products:read", "orders:read", "orders:write", "events:read"], {
    partner: "Kiosk",
  });
  const listed = await (await partner.request.get(`/api/v1/products?sku=${sku}`)).json();
  expect(listed.data).toMatchObject([{ id: productId, variants: [{ stock: 5, price: 4200 }] }]);

  const order = await partner.placeOrder({
    lines: [{ sku, quantity: 2 }],
    payment: { provider: "test" },
  });
  expect(order).toMatchObject({
    status: "pending",
    paymentStatus: "unpaid",
    total: { amount: 8400, currency: "EUR" },
  });
  const reserved = await (await partner.request.get(`/api/v1/products/${productId}`)).json();
  expect(reserved.variants).toMatchObject([{ stock: 3 }]);

  const admin = await asRole("admin");
  await app.goto(`/orders/${order.id}`, admin);
  await expect(admin.getByText("Pending").first()).toBeVisible();
  const loads = await loadsOf(admin);

  const { action } = order.payments[0] ?? {};
  await app.goto(action?.type === "redirect" ? action.url : "", buyer);
  await expect(buyer.getByRole("heading", { name: "Pay €84.00" })).toBeVisible();
  await buyer.getByRole("button", { name: "Pay" }).click();
  await expect(buyer.getByRole("heading", { name: "Thank you" })).toBeVisible();

  const header = admin.getByRole("main");
  await expect(header.getByText("Confirmed").first()).toBeVisible();
  await expect(header.getByText("Paid", { exact: true }).first()).toBeVisible();
  expect(loads(), "no reload").toBe(0);

  const history = admin.getByRole("region", { name: "History" });
  const placed = history.getByRole("listitem").filter({ hasText: "Order placed" });
  await expect(placed).toContainText("Kiosk");
  await expect(placed).toContainText("by REST API");
  await expect(placed.getByRole("link", { name: /req_/ })).toBeVisible();
  const settled = history.getByRole("listitem").filter({ hasText: "event was worked off" });
  await expect(settled).toContainText("by webhook");
  await expect(settled.getByRole("link", { name: /req_/ })).toBeVisible();

  const { data: events } = await (await partner.request.get("/api/v1/events?limit=100")).json();
  const about = events.filter((event: { data: { object: { id: string } } }) =>
    JSON.stringify(event.data).includes(order.id),
  );
  expect(about.map(({ type }: { type: string }) => type)).toEqual(
    expect.arrayContaining(["order.created", "order.confirmed"]),
  );
  expect((await mail.last(order.email)).subject).toContain(String(order.number));
});

test("a buyer declines, and can still pay", async ({ app, apiKey, page: buyer, sell }) => {
  const { sku } = await sell(1);
  const { placeOrder, request } = await apiKey(["orders:read", "orders:write"]);
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }], payment: { provider: "test" } });
  const { action } = order.payments[0] ?? {};
  const payUrl = action?.type === "redirect" ? action.url : "";
  const read = async () => (await request.get(`/api/v1/orders/${order.id}`)).json();

  await app.goto(payUrl, buyer);
  await buyer.getByRole("button", { name: "Decline" }).click();
  await expect(buyer).not.toHaveURL(/test-pay/);
  await expect.poll(async () => (await read()).payments[0].status).toBe("failed");
  expect(await read()).toMatchObject({ status: "pending" });
});

test("a pay link that was tampered with opens no payment", async ({ app, apiKey, page, sell }) => {
  const { sku } = await sell(1);
  const { placeOrder } = await apiKey(["orders:write"]);
  const order = await placeOrder({ lines: [{ sku, quantity: 1 }], payment: { provider: "test" } });
  const { action } = order.payments[0] ?? {};
  const url = new URL(action?.type === "redirect" ? action.url : "");
  const token = url.searchParams.get("token") ?? "";
  url.searchParams.set("token", `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`);
  await app.goto(url.href, page);
  await expect(page.getByRole("heading", { name: "This payment is not open" })).toBeVisible();
});
