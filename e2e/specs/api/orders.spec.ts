import { randomUUID } from "node:crypto";
import { expect, test } from "../../fixtures/index.ts";

test("an order reserves stock and is found again by its Location", async ({ apiKey, sell }) => {
  const { sku, id: productId } = await sell(5, 1890);
  const { request } = await apiKey(["products:read", "orders:read", "orders:write"]);
  const placed = await request.post("/api/v1/orders", {
    headers: { "Idempotency-Key": randomUUID() },
    data: { email: "buyer@example.com", items: [{ sku, quantity: 2 }] },
  });
  expect(placed.status()).toBe(201);
  const order = await placed.json();
  expect(order).toMatchObject({
    status: "pending",
    paymentStatus: "unpaid",
    fulfillmentStatus: "unfulfilled",
    subtotal: 3780,
    total: 3780,
    currency: "EUR",
    items: [{ sku, quantity: 2, unitPrice: 1890, total: 3780 }],
    payments: [{ provider: "manual", amount: 3780, action: null }],
  });
  expect(placed.headers().location).toBe(`/api/v1/orders/${order.id}`);
  expect(await (await request.get(placed.headers().location ?? "")).json()).toEqual(order);
  const { variants } = await (await request.get(`/api/v1/products/${productId}`)).json();
  expect(variants).toMatchObject([{ stock: 3 }]);
});

test("the same order twice is one order", async ({ apiKey, sell }) => {
  const { sku } = await sell(10);
  const { request } = await apiKey(["orders:read", "orders:write"], { partner: "Repeater" });
  const headers = { "Idempotency-Key": randomUUID() };
  const data = { email: "twice@example.com", items: [{ sku, quantity: 1 }] };
  const send = () => request.post("/api/v1/orders", { headers, data });
  const answers = await Promise.all([send(), send(), send()]);
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  expect(answers.map((answer) => answer.status())).toEqual([201, 201, 201]);
  expect(bodies[1]).toEqual(bodies[0]);
  expect(bodies[2]).toEqual(bodies[0]);
  expect((await (await request.get("/api/v1/orders")).json()).data).toHaveLength(1);

  const other = await request.post("/api/v1/orders", {
    headers,
    data: { ...data, email: "other@example.com" },
  });
  expect(other.status(), "the same key, another body").toBe(422);
  expect(await other.json()).toMatchObject({ code: "idempotency_key_reused" });

  const without = await request.post("/api/v1/orders", { data });
  expect(without.status()).toBe(400);
  expect(await without.json()).toMatchObject({ code: "idempotency_key_required" });
});

test("what is not there cannot be sold", async ({ apiKey, sell }) => {
  const { sku } = await sell(1);
  const { request } = await apiKey(["orders:write"]);
  const refused = await request.post("/api/v1/orders", {
    headers: { "Idempotency-Key": randomUUID() },
    data: { email: "buyer@example.com", items: [{ sku, quantity: 2 }] },
  });
  expect(refused.status()).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "out_of_stock" });
});

test("a partner sees its own orders and nobody else's", async ({ apiKey, sell }) => {
  const { sku } = await sell(5);
  const scopes = ["orders:read", "orders:write", "events:read"];
  const ours = await apiKey(scopes, { partner: "Ours" });
  const theirs = await apiKey(scopes, { partner: "Theirs" });
  const shop = await apiKey(scopes);
  const { id } = await ours.placeOrder({ lines: [{ sku, quantity: 1 }] });

  const status = async ({ request }: typeof ours) =>
    (await request.get(`/api/v1/orders/${id}`)).status();
  expect(await status(ours)).toBe(200);
  expect(await status(shop)).toBe(200);
  expect(await status(theirs)).toBe(404);
  const canceled = await theirs.request.post(`/api/v1/orders/${id}/cancel`, {
    headers: { "Idempotency-Key": randomUUID() },
    data: {},
  });
  expect(canceled.status()).toBe(404);
  for (const path of ["/api/v1/orders", "/api/v1/events"])
    expect((await (await theirs.request.get(path)).json()).data).toEqual([]);
  const { data } = await (await ours.request.get("/api/v1/events?type=order.created")).json();
  expect(data).toMatchObject([{ type: "order.created", data: { object: { id } } }]);
});

test("a missing scope is 403, a wrong key 401", async ({ apiKey, request }) => {
  const { key, request: reader } = await apiKey(["orders:read"]);
  const refused = await reader.post("/api/v1/orders", {
    headers: { "Idempotency-Key": randomUUID() },
    data: { email: "buyer@example.com", items: [{ sku: "ANY", quantity: 1 }] },
  });
  expect(refused.status()).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "forbidden" });

  const last = key.endsWith("A") ? "B" : "A";
  for (const wrong of [`${key.slice(0, -1)}${last}`, "nonsense"]) {
    const headers = { Authorization: `Bearer ${wrong}` };
    const answer = await request.get("/api/v1/orders", { headers });
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "unauthenticated" });
  }
});

test("a canceled order stays canceled", async ({ apiKey, sell }) => {
  const { sku } = await sell(1);
  const { request, placeOrder } = await apiKey(["orders:read", "orders:write"]);
  const { id } = await placeOrder({ lines: [{ sku, quantity: 1 }] });
  const cancel = () =>
    request.post(`/api/v1/orders/${id}/cancel`, {
      headers: { "Idempotency-Key": randomUUID() },
      data: { reason: "changed my mind" },
    });
  expect(await (await cancel()).json()).toMatchObject({ id, status: "canceled" });
  const again = await cancel();
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ code: "transition_invalid" });
});

test("a sale in a currency without a price is refused", async ({ apiKey, sell }) => {
  const { sku } = await sell(1);
  const { request } = await apiKey(["orders:write", "products:read"]);
  const refused = await request.post("/api/v1/orders", {
    headers: { "Idempotency-Key": randomUUID() },
    data: { email: "buyer@example.com", currency: "JPY", items: [{ sku, quantity: 1 }] },
  });
  expect(refused.status()).toBe(422);
  expect(await refused.json()).toMatchObject({ code: "currency_unavailable" });
});
