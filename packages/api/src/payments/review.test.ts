import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createTestProduct,
  eur,
  eventsOf,
  hear,
  keyOf,
  moved,
  outcomeOf,
  placeUnpaid,
  type TestProduct,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const payment = (id: string) => product.as().payments.get({ id });
const reviewsOf = async (id: string) => (await product.as().payments.ledger({ id })).reviews;
const settle = (id: string) => product.as().payments.resolveReview({ id, note: "It was a fee." });

/** A payment of which its provider has told two amounts. */
async function differing() {
  const placed = await placeUnpaid(product);
  await hear(product, placed.paymentId, moved("capture", 1000));
  await hear(product, placed.paymentId, moved("capture", 900));
  return placed;
}

test("what differs is said, settled with a note, and does not come back when it is told again", async () => {
  const placed = await differing();
  const { paymentId, orderId } = placed;
  expect(await payment(paymentId)).toMatchObject({ requiresReview: true });
  expect(await reviewsOf(paymentId)).toMatchObject([
    {
      reason: "amount_differs",
      detail: expect.stringContaining("€9.00 and €10.00"),
      settledAt: null,
    },
  ]);
  expect(await settle(paymentId)).toMatchObject({ requiresReview: false });
  for (const amount of [1000, 900]) await hear(product, paymentId, moved("capture", amount));
  expect(await payment(paymentId)).toMatchObject({ requiresReview: false });
  expect(await reviewsOf(paymentId)).toMatchObject([
    { settledBy: "owner", note: "It was a fee.", settledAt: expect.any(String) },
  ]);
  const asked = (await eventsOf(product, placed)).filter((type) => type.includes("review"));
  expect(asked).toHaveLength(1);
  const { data } = await product.as().orders.history({ id: orderId });
  expect(data.map(({ action }) => action)).toContain("payments.resolveReview");
});

test("another difference is another matter", async () => {
  const { paymentId } = await differing();
  await settle(paymentId);
  await hear(product, paymentId, moved("capture", 800));
  expect(await payment(paymentId)).toMatchObject({ requiresReview: true });
  expect(await reviewsOf(paymentId)).toHaveLength(2);
});

test("what follows from the sums settles itself, and is found again when it is so again", async () => {
  const { paymentId, orderId } = await placeUnpaid(product);
  await hear(product, paymentId, moved("capture", 1500));
  expect(await reviewsOf(paymentId)).toMatchObject([{ reason: "overpaid", settledAt: null }]);
  await product.as().refunds.create({ orderId, amount: eur(500) });
  expect(await payment(paymentId)).toMatchObject({ requiresReview: false });
  const [refund] = (await product.as().refunds.list({ orderId })).data;
  const { providerRef } = await product.db.prisma.refund.findUniqueOrThrow({
    where: { id: refund?.id ?? "" },
  });
  const at = new Date();
  const failed = { ref: providerRef ?? "", status: "failed", amount: 500, at } as const;
  await hear(product, paymentId, { ...moved("capture", 1500), refunds: [failed] });
  expect(await payment(paymentId)).toMatchObject({ requiresReview: true });
  expect(await reviewsOf(paymentId)).toMatchObject([{ reason: "overpaid", settledAt: null }]);
});

test("money of another currency leaves what else is open", async () => {
  const { paymentId } = await placeUnpaid(product);
  await hear(product, paymentId, moved("capture", 1500));
  await hear(product, paymentId, { ...moved("capture", 1000, "other"), currency: "USD" });
  const reasons = (await reviewsOf(paymentId)).filter(({ settledAt }) => settledAt === null);
  expect(reasons.map(({ reason }) => reason).sort()).toEqual(["overpaid", "wrong_currency"]);
});

test("a note is needed, something has to be open, and a partner settles its own alone", async () => {
  const { paymentId } = await differing();
  expect(await outcomeOf(product.as().payments.resolveReview({ id: paymentId, note: " " }))).toBe(
    "validation_failed",
  );
  const { id: partnerId } = await product.as().partners.create({ name: `P ${paymentId}` });
  const asPartner = product.as(keyOf(partnerId)).payments.resolveReview;
  expect(await outcomeOf(asPartner({ id: paymentId, note: "Ours." }))).toBe("not_found");
  await settle(paymentId);
  expect(await outcomeOf(settle(paymentId))).toBe("conflict");
});
