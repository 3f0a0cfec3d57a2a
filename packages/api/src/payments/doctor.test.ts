import { afterAll, beforeAll, expect, test } from "vitest";
import { examine } from "../doctor.ts";
import { createTestProduct, hear, moved, placeUnpaid, type TestProduct } from "../testing/index.ts";
import { paymentRules } from "./doctor.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const broken = async () =>
  (await examine(product.db.prisma)).filter((finding) => finding.broken > 0);

test("what was bought, shipped and given back is sound, and each rule sees what breaks it", async () => {
  const { orderId, paymentId } = await placeUnpaid(product);
  await hear(product, paymentId, moved("authorization", 1000));
  await hear(product, paymentId, moved("capture", 1000));
  await product.as().fulfillments.create({ orderId });
  const [line] = (await product.as().orders.get({ id: orderId })).lines;
  const lines = [{ lineId: line?.id ?? "", quantity: 1, restock: true }];
  const refund = await product.as().refunds.create({ orderId, lines });
  expect(refund.status).toBe("succeeded");
  expect(await broken()).toEqual([]);
  const seen = new Set<string>();
  for (const sql of [
    `UPDATE payment SET amount_authorized = 1`,
    `UPDATE payment SET amount_captured = 1`,
    `UPDATE payment SET amount_refunded = 1`,
    `UPDATE refund SET status = 'failed'`,
    `UPDATE refund_line SET quantity = 2, amount = 1`,
    `UPDATE payment SET amount_captured = 0, amount_authorized = 0`,
  ]) {
    await product.db
      .transaction(async (tx) => {
        await tx.$executeRawUnsafe(sql);
        for (const { rule } of (await examine(tx as never)).filter(({ broken }) => broken > 0)) {
          seen.add(rule);
        }
        throw new Error("undone");
      })
      .catch(() => {});
  }
  expect([...seen]).toEqual(expect.arrayContaining(Object.keys(paymentRules)));
  expect(await broken()).toEqual([]);
});
