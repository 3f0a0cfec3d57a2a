import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom, type Random } from "../seed/random.ts";
import {
  createTestProduct,
  levelOf,
  outcomeOf,
  sell,
  type TestProduct,
  wrongLevels,
} from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

type Placed = { id: string; paymentId: string };
type Shop = { random: Random; skus: string[]; orders: Placed[] };

/** What may happen to orders and stock at any moment; all of them may be refused. */
const steps = {
  async place({ random, skus, orders }: Shop) {
    const lines = Array.from({ length: random.whole(1, 3) }, () => ({
      sku: random.pick(skus),
      quantity: random.whole(1, 3),
    }));
    const email = `buyer-${random.whole(1, 5)}@example.com`;
    const order = await product.as().orders.create({ email, lines });
    orders.push({ id: order.id, paymentId: order.payments[0]?.id ?? "" });
  },
  cancel: ({ random, orders }: Shop) => product.as().orders.cancel({ id: random.pick(orders).id }),
  pay: ({ random, orders }: Shop) =>
    product.as().payments.markPaid({ id: random.pick(orders).paymentId }),
  ship: ({ random, orders }: Shop) =>
    product.as().fulfillments.create({ orderId: random.pick(orders).id }),
  async shipPart({ random, orders }: Shop) {
    const { id: orderId } = random.pick(orders);
    const { lines } = await product.as().orders.get({ id: orderId });
    const { id: lineId, quantity } = random.pick(lines);
    const part = [{ lineId, quantity: random.whole(1, quantity) }];
    await product.as().fulfillments.create({ orderId, lines: part });
  },
  async unship({ random, orders }: Shop) {
    const { data } = await product.as().fulfillments.list({ orderId: random.pick(orders).id });
    if (data.length > 0) await product.as().fulfillments.cancel({ id: random.pick(data).id });
  },
  count: ({ random, skus }: Shop) =>
    product.as().inventory.set({ sku: random.pick(skus), stocked: random.whole(0, 15) }),
  async expire() {
    await product.services.jobs.enqueue("expire-orders", {});
    await product.runJobs();
  },
};

const weights: Record<keyof typeof steps, number> = {
  place: 8,
  cancel: 2,
  pay: 4,
  ship: 3,
  shipPart: 4,
  unship: 2,
  count: 2,
  expire: 1,
};
const names = Object.keys(steps) as (keyof typeof steps)[];

test.each([1, 2, 3])(
  "the books of the stock stay right whatever happens at once (seed %i)",
  { timeout: 60_000 },
  async (seed) => {
    const random = createRandom(seed);
    const skus = [await sell(product, 12), await sell(product, 8), await sell(product, 3)];
    const shop: Shop = { random, skus, orders: [] };
    await steps.place({ ...shop, random: createRandom(0) });
    const refusals = ["ok", "out_of_stock", "transition_invalid", "conflict"];
    for (let round = 0; round < 15; round++) {
      const now = product.clock.now().getTime();
      product.clock.set(new Date(now + random.whole(0, 2) * 86_400_000));
      const chosen = Array.from({ length: 6 }, () =>
        random.weighted(names, (name) => weights[name]),
      );
      const outcomes = await Promise.all(chosen.map((name) => outcomeOf(steps[name](shop))));
      expect(refusals, chosen.join(" ")).toEqual(expect.arrayContaining(outcomes));
      expect(await wrongLevels(product), `round ${round}: ${chosen.join(" ")}`).toEqual([]);
    }
    const shipped = await product.db.prisma.stockMovement.count({ where: { reason: "sale" } });
    expect(shipped, "the sequences must reach shipping").toBeGreaterThan(0);
    expect((await levelOf(product, skus[0] ?? "")).available).toBeGreaterThanOrEqual(0);
  },
);
