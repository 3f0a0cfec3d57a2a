import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { PlaceOrder } from "../orders/schema.ts";
import { CreateProduct, UpdateProduct } from "../products/schema.ts";
import { createRandom, type Random } from "../seed/random.ts";
import type { PlaceOrderV1 } from "./v1/orders.ts";
import type { CreateProductV1, UpdateProductV1 } from "./v1/products.ts";
import { v1 } from "./v1.ts";

const id = "0".repeat(26);

describe.each([
  ["orders.create", PlaceOrder, anyOrder],
  ["products.create", CreateProduct, anyProduct],
  ["products.update", UpdateProduct, anyPatch],
] as const)("%s", (name, today, any) => {
  const input = v1.changes[name]?.input;

  test("whatever the old version takes is taken today", () => {
    const random = createRandom(1);
    for (let turn = 0; turn < 500; turn++) {
      const old = any(random);
      const made = today.safeParse(input?.up(old));
      expect(made.error?.issues, JSON.stringify(old)).toBeUndefined();
    }
  });

  test("today's shape is refused in the old version", () => {
    const random = createRandom(2);
    const shapes = Array.from({ length: 500 }, () => any(random)).map((old) => input?.up(old));
    const changed = shapes.filter((shape) => name !== "products.update" || hasPrice(shape));
    expect(changed.length).toBeGreaterThan(50);
    for (const shape of changed) expect(() => input?.up(shape)).toThrow();
  });
});

test("an order says the same in today's words", () => {
  const old: z.input<typeof PlaceOrderV1> = {
    email: "Zoe@Example.com",
    items: [{ sku: "MUG", quantity: 2 }],
    currency: "USD",
    paymentProvider: "test",
    returnUrl: "https://shop.example/thanks",
    externalId: "web-1",
    metadata: { gift: "yes" },
  };
  expect(v1.changes["orders.create"]?.input?.up(old)).toEqual({
    email: "zoe@example.com",
    lines: [{ sku: "MUG", quantity: 2 }],
    currency: "USD",
    payment: { provider: "test", returnUrl: "https://shop.example/thanks" },
    externalId: "web-1",
    metadata: { gift: "yes" },
  });
});

test("a variant's price and currency are one price today", () => {
  const old: z.input<typeof UpdateProductV1> = {
    id: `prd_${id}`,
    variants: [
      { sku: "A", price: 1890, currency: "USD" },
      { sku: "B", price: 0 },
      { sku: "C", currency: "USD" },
    ],
  };
  expect(v1.changes["products.update"]?.input?.up(old)).toEqual({
    id: `prd_${id}`,
    variants: [
      { sku: "A", price: { amount: 1890, currency: "USD" } },
      { sku: "B", price: { amount: 0 } },
      { sku: "C" },
    ],
  });
});

test.each([
  ["#/lines", "#/items"],
  ["#/lines/12/sku", "#/items/12/sku"],
  ["#/payment/provider", "#/paymentProvider"],
  ["#/payment/returnUrl", "#/returnUrl"],
  ["#/metadata/lines", "#/metadata/lines"],
  ["#/linesOfCode", "#/linesOfCode"],
])("an order's %s was %s", (today, old) => {
  expect(v1.changes["orders.create"]?.pointer?.(today)).toBe(old);
});

test("every example is one of its version", () => {
  const withExample = Object.values(v1.changes).filter(({ example }) => example !== undefined);
  expect(withExample).toHaveLength(3);
  for (const { input, example } of withExample) expect(() => input?.up(example)).not.toThrow();
});

function anyOrder(random: Random): z.input<typeof PlaceOrderV1> {
  const lines = random.whole(1, 4);
  return {
    email: `buyer-${random.whole(1, 9)}@example.com`,
    items: Array.from({ length: lines }, () => ({ sku: "MUG", quantity: random.whole(1, 10_000) })),
    currency: random.pick([undefined, "EUR", "JPY"]),
    paymentProvider: random.pick([undefined, "manual", "test", "stripe", "paypal"] as const),
    returnUrl: random.pick([undefined, "http://localhost/", "https://shop.example/thanks"]),
    externalId: random.pick([undefined, "web-1"]),
    metadata: random.pick<Record<string, string> | undefined>([undefined, {}, { gift: "yes" }]),
  };
}

function anyProduct(random: Random): z.input<typeof CreateProductV1> {
  const variants = random.whole(1, 4);
  return {
    title: "Mug",
    status: random.pick([undefined, "draft", "active"] as const),
    tags: random.pick([undefined, ["kitchen"]]),
    variants: Array.from({ length: variants }, (_, index) => ({
      sku: `MUG-${index}`,
      title: random.pick([undefined, "Blue"]),
      price: anyAmount(random),
      currency: random.pick([undefined, "EUR", "KWD"]),
      stock: random.pick([undefined, 0, 7]),
    })),
  };
}

function anyPatch(random: Random): z.input<typeof UpdateProductV1> {
  const variants = random.whole(0, 3);
  return {
    id: `prd_${id}`,
    title: random.pick([undefined, "Mug"]),
    externalId: random.pick([undefined, null, "erp-1"]),
    metadata: random.pick([undefined, { shelf: null }]),
    variants: Array.from({ length: variants }, (_, index) => ({
      sku: `MUG-${index}`,
      title: random.pick([undefined, "Blue"]),
      price: random.pick([undefined, anyAmount(random)]),
      currency: random.pick([undefined, "EUR"]),
    })),
  };
}

function anyAmount(random: Random): number {
  return random.pick([0, 1, random.whole(2, 100_000), 999_999_999_999]);
}

function hasPrice(shape: unknown): boolean {
  return JSON.stringify(shape).includes('"price":{');
}
