import type { PaymentSnapshot } from "@crossdock/connectors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../seed/random.ts";
import {
  createTestProduct,
  eventsOf,
  hear,
  moved,
  type Placed,
  placeUnpaid,
  type TestProduct,
  told,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const failure = { code: "card_declined", message: "The card was declined." };
const paid = {
  captured: { ...moved("capture", 1000, "pi_1"), sessionRef: "cs_1" },
  refunded: moved("refund", 300, "re_1"),
  declined: told({ state: "created", failure }),
  processing: told({ state: "processing" }),
};
const unpaid = {
  declined: told({ state: "created" }),
  processing: told({ state: "processing" }),
  failed: told({ state: "failed" }),
};

test.each([
  ["paid", paid],
  ["never paid", unpaid],
])(
  "what is %s ends in the same rows, told in any order and any number of times",
  { timeout: 60_000 },
  async (_, words) => {
    const random = createRandom(7);
    const tellings = permutations(Object.values(words)).map((order) =>
      order.toSpliced(random.whole(0, order.length), 0, random.pick(order)),
    );
    const ends = await Promise.all(tellings.map(endOf));
    expect(new Set(ends).size, [...new Set(ends)].join("\n")).toBe(1);
  },
);

/** Tells a new order all of it, one after the other, and says where that ended. */
async function endOf(snapshots: PaymentSnapshot[]): Promise<string> {
  const placed = await placeUnpaid(product);
  for (const snapshot of snapshots) {
    // References are unique at a provider, so each order has its own.
    const sessionRef = snapshot.sessionRef && `${snapshot.sessionRef}_${placed.orderId}`;
    await hear(product, placed.paymentId, { ...snapshot, sessionRef });
  }
  return JSON.stringify(await standingOf(placed));
}

async function standingOf(placed: Placed) {
  const order = await product.db.prisma.order.findUniqueOrThrow({
    where: { id: placed.orderId },
    include: { payments: { include: { transactions: { orderBy: { providerRef: "asc" } } } } },
  });
  const events = await eventsOf(product, placed);
  return {
    status: order.status,
    paymentStatus: order.paymentStatus,
    confirmations: events.filter((type) => type === "order.confirmed").length,
    payments: order.payments.map((payment) => ({
      status: payment.status,
      captured: Number(payment.amountCaptured),
      refunded: Number(payment.amountRefunded),
      failure: payment.failureCode,
      transactions: payment.transactions.map(({ type, status, amount, providerRef }) => [
        ...[type, status, providerRef],
        Number(amount),
      ]),
    })),
  };
}

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
