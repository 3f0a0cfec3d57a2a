import { randomUUID } from "node:crypto";
import { expect, test } from "../../fixtures/index.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" });

test("an order has lines, a payment, and money with its currency", async ({ apiKey, sell }) => {
  const { sku, id: productId } = await sell(5, 1890);
  const { request } = await apiKey(["products:read", "orders:read", "orders:write"]);
  const { variants } = await (await request.get(`/api/v2/products/${productId}`)).json();
  expect(variants).toMatchObject([{ sku, price: eur(1890), stock: 5 }]);
  expect(variants[0]).not.toHaveProperty("currency");

  const placed = await request.post("/api/v2/orders", {
    headers: { "Idempotency-Key": randomUUID() },
    data: {
      email: "buyer@example.com",
      lines: [{ sku, quantity: 2 }],
      payment: { provider: "test", returnUrl: "https://shop.example/thanks" },
    },
  });
  expect(placed.status(), await placed.text()).toBe(201);
  const order = await placed.json();
  expect(order).toMatchObject({
    currency: "EUR",
    subtotal: eur(3780),
    discountTotal: eur(0),
    shippingTotal: eur(0),
    taxTotal: eur(0),
    total: eur(3780),
    lines: [{ sku, quantity: 2, unitPrice: eur(1890), total: eur(3780) }],
    payments: [{ provider: "test", amount: eur(3780), action: { type: "redirect" } }],
  });
  expect(order).not.toHaveProperty("items");
  expect(order.payments[0]).not.toHaveProperty("currency");
  expect(placed.headers().location).toBe(`/api/v2/orders/${order.id}`);
  expect(await (await request.get(placed.headers().location ?? "")).json()).toEqual(order);
});

test("both versions show the same order, each in its own words", async ({ apiKey, sell }) => {
  const { sku } = await sell(5, 1890);
  const { request } = await apiKey(["orders:read", "orders:write", "payments:read", "events:read"]);
  const placed = await request.post("/api/v1/orders", {
    headers: { "Idempotency-Key": randomUUID() },
    data: { email: "buyer@example.com", items: [{ sku, quantity: 1 }], paymentProvider: "test" },
  });
  const old = await placed.json();
  const read = async (path: string) => (await request.get(path)).json();
  const { items, subtotal, discountTotal, shippingTotal, taxTotal, total, ...same } = old;
  // The newest version may say more.
  expect(await read(`/api/v2/orders/${old.id}`)).toMatchObject({
    ...same,
    ...{ subtotal: eur(subtotal), discountTotal: eur(discountTotal) },
    ...{ shippingTotal: eur(shippingTotal), taxTotal: eur(taxTotal), total: eur(total) },
    lines: [{ ...items[0], unitPrice: eur(1890), total: eur(1890) }],
    payments: same.payments.map(({ currency: _, ...payment }: { currency: string }) => ({
      ...payment,
      amount: eur(1890),
    })),
  });
  const payment = await read(`/api/v2/payments/${old.payments[0].id}`);
  expect(payment).toMatchObject({ amount: eur(1890), amountCaptured: eur(0) });
  expect(payment).not.toHaveProperty("currency");
  const created = "events?type=order.created&limit=1&objectId=";
  const [now, before] = [
    await read(`/api/v2/${created}${old.id}`),
    await read(`/api/v1/${created}${old.id}`),
  ];
  expect(now.data).toMatchObject([{ data: { object: { id: old.id, total: eur(1890) } } }]);
  expect(before.data).toMatchObject([{ data: { object: { id: old.id, total: 1890 } } }]);
});

test("a product is made and repriced with money", async ({ apiKey }) => {
  const { request } = await apiKey(["products:read", "products:write"]);
  const sku = `V2-${randomUUID().slice(0, 8)}`;
  const made = await request.post("/api/v2/products", {
    data: { title: sku, status: "active", variants: [{ sku, price: eur(1890), stock: 4 }] },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  const change = (price: object) =>
    request.patch(`/api/v2/products/${id}`, { data: { variants: [{ sku, price }] } });
  expect(await (await change(eur(1990))).json()).toMatchObject({
    variants: [{ price: eur(1990) }],
  });
  await change({ amount: 2190, currency: "USD" });
  const inDollars = await (await request.get(`/api/v2/products/${id}?currency=USD`)).json();
  expect(inDollars.variants).toMatchObject([{ price: { amount: 2190, currency: "USD" } }]);
});

test("a fault is named where it is in this version", async ({ apiKey, sell }) => {
  const { sku } = await sell(1);
  const { request } = await apiKey(["orders:write", "products:write"]);
  const order = { email: "buyer@example.com", lines: [{ sku, quantity: 1 }] };
  const faults: [string, object, string][] = [
    ["orders", { ...order, lines: [{ sku: "NOPE", quantity: 1 }] }, "#/lines/0/sku"],
    ["orders", { ...order, payment: { provider: "cash" } }, "#/payment/provider"],
    ["orders", { ...order, payment: {} }, "#/payment/provider"],
    [
      "orders",
      { ...order, payment: { provider: "test", returnUrl: "thanks" } },
      "#/payment/returnUrl",
    ],
    ["orders", { ...order, paymentProvider: "test" }, "#/paymentProvider"],
    ["orders", { ...order, items: order.lines }, "#/items"],
    ["products", { title: "X", variants: [{ sku: "X", price: 1890 }] }, "#/variants/0/price"],
    [
      "products",
      { title: "X", variants: [{ sku: "X", price: { amount: 1, currency: "ZZZ" } }] },
      "#/variants/0/price/currency",
    ],
  ];
  for (const [resource, data, pointer] of faults) {
    const headers = { "Idempotency-Key": randomUUID() };
    const refused = await request.post(`/api/v2/${resource}`, { headers, data });
    expect(refused.status(), pointer).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: "validation_failed",
      errors: [{ pointer }],
    });
  }
});
