import type { DisputeFact, PaymentFact, PaymentSnapshot, RefundFact } from "@crossdock/connectors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom, type Random } from "../seed/random.ts";
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
const at = new Date("2026-01-01T00:00:00Z");
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
    await expectOneEnd(tellings);
  },
);

test("so do captures, refunds and disputes of twenty-five histories, shuffled and repeated", {
  timeout: 240_000,
}, async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const random = createRandom(seed);
    const words = historyOf(random);
    await expectOneEnd([1, 2, 3].map(() => random.some([...words, ...words], 2 * words.length)));
  }
});

/** What a provider might tell in the life of one payment, each word of it by itself. */
function historyOf(random: Random): PaymentSnapshot[] {
  const parts = random.pick([[1000], [400, 600], [400], [1000]]);
  const captures = parts.flatMap((amount, index) =>
    random
      .pick([["succeeded"], ["pending", "succeeded"], ["pending", "failed"]] as const)
      .map(
        (status): PaymentSnapshot => fact({ type: "capture", ref: `c${index}`, status, amount }),
      ),
  );
  const refunds = [100, 100, 200]
    .slice(0, random.whole(0, 3))
    .flatMap((amount, index) =>
      random
        .pick([
          ["succeeded"],
          ["pending", "succeeded"],
          ["pending", "succeeded", "failed"],
          ["requires_action", "canceled"],
        ] as const)
        .map((status) => told({ refunds: [refund({ ref: `r${index}`, status, amount })] })),
    );
  const words = [
    ...captures,
    ...refunds,
    ...(random.whole(0, 2) === 0 ? disputed(random) : []),
    told({ state: "processing" }),
    told({ state: random.pick(["created", "requires_action", "failed"]) }),
  ];
  // Held money confirms an order, which its end does not take back: the two are told in their order.
  const held = fact({ type: "authorization", ref: "a", status: "succeeded", amount: 1000 });
  return [...words, random.pick([held, told({ state: "expired" })])];
}

function disputed(random: Random): PaymentSnapshot[] {
  const amount = 300;
  const dispute = (status: DisputeFact["status"], refundable: boolean) =>
    told({
      disputes: [
        { ref: "d", amount, reason: "fraudulent", status, refundable, evidenceDueAt: null },
      ],
    });
  const withdrawn = fact({ type: "chargeback", ref: "d", status: "succeeded", amount });
  const back = fact({ type: "chargeback_reversal", ref: "d", status: "succeeded", amount });
  const opened = [dispute("inquiry", true), dispute("needs_response", false), withdrawn];
  return random.pick([
    [dispute("inquiry", true), dispute("closed", true)],
    [...opened, dispute("lost", false)],
    [...opened, dispute("under_review", false), dispute("won", false), back],
  ]);
}

function fact(fact: Omit<PaymentFact, "at">): PaymentSnapshot {
  return told({ facts: [{ ...fact, at }] });
}

function refund(refund: Omit<RefundFact, "at">): RefundFact {
  return { ...refund, at };
}

async function expectOneEnd(tellings: PaymentSnapshot[][]): Promise<void> {
  const ends: string[] = [];
  // A few at a time: each takes a connection, and machines are busy.
  for (let next = 0; next < tellings.length; next += 4) {
    ends.push(...(await Promise.all(tellings.slice(next, next + 4).map(endOf))));
  }
  expect(new Set(ends).size, [...new Set(ends)].join("\n")).toBe(1);
}

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
    include: {
      refunds: { orderBy: { providerRef: "asc" } },
      disputes: true,
      payments: { include: { transactions: { orderBy: { providerRef: "asc" } } } },
    },
  });
  const events = await eventsOf(product, placed);
  return {
    status: order.status,
    paymentStatus: order.paymentStatus,
    confirmations: events.filter((type) => type === "order.confirmed").length,
    refunds: order.refunds.map(({ status, amount, providerRef }) => [
      ...[status, Number(amount), providerRef],
    ]),
    disputes: order.disputes.map(({ status, refundable }) => [status, refundable]),
    payments: order.payments.map((payment) => ({
      status: payment.status,
      review: payment.reviewReasons,
      authorized: Number(payment.amountAuthorized),
      captured: Number(payment.amountCaptured),
      refunded: Number(payment.amountRefunded),
      failure: payment.failureCode,
      transactions: payment.transactions
        .map(
          ({ type, status, amount, providerRef }) => `${type} ${providerRef} ${status} ${amount}`,
        )
        .sort(),
    })),
  };
}

function permutations<T>(items: T[]): T[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}
