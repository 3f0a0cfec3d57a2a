import { afterAll, beforeAll, expect, test } from "vitest";
import { examine } from "./doctor.ts";
import {
  createTestProduct,
  hear,
  moved,
  type Placed,
  placeUnpaid,
  type TestProduct,
} from "./testing/index.ts";

let product: TestProduct;
let paid: Placed;
let open: Placed;
beforeAll(async () => {
  product = await createTestProduct();
  paid = await placeUnpaid(product);
  await hear(product, paid.paymentId, moved("capture", 1000));
  open = await placeUnpaid(product);
});
afterAll(() => product.close());

async function broken(): Promise<string[]> {
  const findings = await examine(product.db.prisma);
  return findings.filter((finding) => finding.broken > 0).map(({ rule }) => rule);
}

test("a shop that has worked through its procedures breaks no rule", async () => {
  expect(await broken()).toEqual([]);
});

test.each<[string, (db: TestProduct["db"]) => Promise<unknown>]>([
  [
    "a payment's refunded sum is its ledger's",
    ({ prisma }) =>
      prisma.payment.updateMany({ where: { id: paid.paymentId }, data: { amountRefunded: 1n } }),
  ],
  [
    "an order whose money is there is not left open",
    ({ prisma }) =>
      prisma.order.updateMany({ where: { id: paid.orderId }, data: { status: "pending" } }),
  ],
  [
    "an order that waits for its money reserves what it sells",
    ({ prisma }) =>
      prisma.stockReservation.updateMany({
        where: { orderId: open.orderId },
        data: { status: "released" },
      }),
  ],
])("it is found where that is not so: %s", async (rule, breakIt) => {
  await breakIt(product.db);
  expect(await broken()).toContain(rule);
});
