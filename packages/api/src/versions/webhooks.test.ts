import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, owner, type TestProduct } from "../testing/index.ts";
import { versions } from "./index.ts";
import { eventSchema } from "./webhooks.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

test("every event reads as its version's schema says", async () => {
  const as = product.as(owner);
  const { id, variants } = await as.products.create({
    ...{ title: "Mug", status: "active" },
    variants: [{ sku: "MUG", price: { amount: 100 }, stock: 9 }],
  });
  await as.inventory.set({ sku: variants[0]?.sku ?? "", stocked: 8 });
  const order = await as.orders.create({
    ...{ email: "zoe@example.com", lines: [{ sku: "MUG", quantity: 1 }] },
  });
  await as.orders.cancel({ id: order.id });
  await as.inquiries.create({ name: "Zoe", email: "zoe@example.com", message: "More?" });
  await as.products.archive({ id });
  const { data } = await as.events.list({ limit: 100 });
  expect(new Set(data.map(({ type }) => type.split(".")[0]))).toEqual(
    new Set(["product", "inventory", "customer", "order", "payment", "inquiry"]),
  );
  const [v1] = versions.older;
  const older = v1?.changes["events.list"]?.output?.down({ data } as never) as { data: object[] };
  data.forEach((event, index) => {
    expect(eventSchema("v2", event.type).safeParse(event)).toMatchObject({ success: true });
    expect(eventSchema("v1", event.type).safeParse(older.data[index])).toMatchObject({
      success: true,
    });
  });
});
