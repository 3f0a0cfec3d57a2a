import { newId } from "@crossdock/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import {
  createTestProduct,
  keyOf,
  outcomeOf,
  sell,
  type TestProduct,
  tally,
} from "../testing/index.ts";
import type { Context } from "./context.ts";
import { command } from "./procedure.ts";
import { createCallerFactory, router } from "./trpc.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

let runs = 0;
let steps = 0;
let step = async () => {};
beforeEach(() => {
  runs = 0;
  steps = 0;
  step = async () => {};
});

/** A command with a step after its commit, as an order at a payment provider has. */
const stepping = createCallerFactory(
  router({
    add: command("partners:write")
      .meta({ summary: "Keep a name" })
      .input(z.strictObject({ name: z.string() }))
      .output(z.object({ id: z.string(), final: z.boolean() }))
      .mutation(
        async ({ ctx, input: { name } }) => {
          runs += 1;
          const times = { createdAt: ctx.now, updatedAt: ctx.now };
          const data = { id: newId("prt", ctx.now), name, status: "active" as const, ...times };
          return { id: (await ctx.db.partner.create({ data })).id, final: false };
        },
        {
          async afterCommit(_, output) {
            steps += 1;
            await step();
            return { ...output, final: true };
          },
        },
      ),
  }),
);

const withKey = (key: string, more: Partial<Context> = {}): Context => ({
  ...product.context,
  idempotency: { key, fingerprint: key },
  ...more,
});

function order(key: string, sku: string, more: Partial<Context> = {}) {
  const { principal, ...rest } = withKey(key, more);
  return product
    .as(principal, rest)
    .orders.create({ email: "a@example.com", lines: [{ sku, quantity: 1 }] });
}

const ordersOf = (sku: string) => product.db.prisma.orderItem.count({ where: { sku } });
const auditsOf = (targetId: string) => product.as().audit.list({ targetId });

test("a repeated order is the first one's answer, told as such, and leaves no trace", async () => {
  const sku = await sell(product, 5);
  const replays: (string | null)[] = [];
  const requestId = newId("req", product.clock.now());
  const first = await order("again", sku, { requestId });
  const second = await order("again", sku, { onReplay: (of) => replays.push(of) });
  expect(second).toEqual(first);
  expect(replays).toEqual([requestId]);
  expect(await ordersOf(sku)).toBe(1);
  expect((await auditsOf(first.id)).data).toHaveLength(1);
  expect((await product.as().events.list({ objectId: first.id })).data).toHaveLength(1);
});

test("the answer is that of then, not how things are now", async () => {
  const sku = await sell(product, 5);
  const first = await order("then", sku);
  await product.as().orders.cancel({ id: first.id });
  expect(await order("then", sku)).toMatchObject({ id: first.id, status: "pending" });
});

test("the same key with another request is refused", async () => {
  const sku = await sell(product, 5);
  await order("reused", sku);
  const other = { key: "reused", fingerprint: "another body" };
  expect(await outcomeOf(order("reused", sku, { idempotency: other }))).toBe(
    "idempotency_key_reused",
  );
  expect(await ordersOf(sku)).toBe(1);
});

test("the same key for another procedure is another request", async () => {
  const sku = await sell(product, 5);
  const { id } = await order("elsewhere", sku);
  const canceled = product.as(undefined, withKey("elsewhere")).orders.cancel({ id });
  expect(await canceled).toMatchObject({ id, status: "canceled" });
});

test("another caller's same key is another request, even of the same partner", async () => {
  const sku = await sell(product, 5);
  const { id: partnerId } = await product.as().partners.create({ name: "Two keys" });
  const [one, two] = [keyOf(partnerId), { ...keyOf(partnerId), ...anotherKey() }];
  const orders = [
    await order("shared", sku),
    await order("shared", sku, { principal: one }),
    await order("shared", sku, { principal: two }),
  ];
  expect(new Set(orders.map(({ id }) => id)).size).toBe(3);
});

test("the key that took over from the caller's repeats the caller's request", async () => {
  const sku = await sell(product, 5);
  const old = { ...keyOf(null), ...anotherKey() };
  const next = { ...old, id: anotherKey().id };
  const first = await order("rotated", sku, { principal: old });
  expect(await order("rotated", sku, { principal: next })).toEqual(first);
});

function anotherKey() {
  const id = newId("key", product.clock.now());
  return { id, originId: id };
}

test("a failure is not kept: the same request can succeed later", async () => {
  const sku = await sell(product, 0);
  expect(await outcomeOf(order("later", sku))).toBe("out_of_stock");
  expect(await product.db.prisma.idempotencyKey.count({ where: { key: "later" } })).toBe(0);
  await product.as().inventory.set({ sku, stocked: 1 });
  expect(await outcomeOf(order("later", sku))).toBe("ok");
});

test("a hundred twins at once are one order and one answer", async () => {
  const sku = await sell(product, 200);
  const orders = await Promise.all(Array.from({ length: 100 }, () => order("twins", sku)));
  expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(1);
  expect(await ordersOf(sku)).toBe(1);
});

test("twins of which the first fails: the next one takes its place", async () => {
  const sku = await sell(product, 0);
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, () => outcomeOf(order("failing twins", sku))),
  );
  expect(tally(outcomes)).toEqual({ out_of_stock: 8 });
});

test("a twin waits for the step after the commit and gets the final answer", async () => {
  const { entered, release } = gate();
  const first = stepping(withKey("waits")).add({ name: "waits" });
  await entered;
  const second = stepping(withKey("waits")).add({ name: "waits" });
  release();
  expect(await first).toMatchObject({ final: true });
  expect(await second).toEqual(await first);
  expect([runs, steps]).toEqual([1, 1]);
});

test("a twin is told to come back where the step takes longer than three seconds", async () => {
  const { entered, release } = gate();
  const first = stepping(withKey("slow")).add({ name: "slow" });
  await entered;
  let replays = 0;
  const second = stepping(withKey("slow", { onReplay: () => replays++ })).add({ name: "slow" });
  await expect(second).rejects.toMatchObject({
    cause: { code: "idempotency_in_progress", retryAfter: 1 },
  });
  expect(replays, "an error is no replayed answer").toBe(0);
  release();
  await first;
  expect([runs, steps]).toEqual([1, 1]);
});

test("a twin is told to come back where the command itself takes longer than three seconds", async () => {
  const holder = product.db.transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO idempotency_key (caller, operation, key, fingerprint, state, output, created_at)
      VALUES (${`user:${product.context.principal.id}`}, 'add', 'locked', 'locked', 'started', 'null', now())`;
    return outcomeOf(stepping(withKey("locked")).add({ name: "locked" }));
  });
  expect(await holder).toBe("idempotency_in_progress");
  expect(runs).toBe(0);
});

test("after a crash the step alone runs again", async () => {
  step = async () => {
    throw new Error("the process died");
  };
  expect(await outcomeOf(stepping(withKey("crash")).add({ name: "crash" }))).toBe("internal");
  step = async () => {};
  product.clock.set(new Date(product.clock.now().getTime() + 15_001));
  const answer = await stepping(withKey("crash")).add({ name: "crash" });
  expect(answer.final).toBe(true);
  expect([runs, steps]).toEqual([1, 2]);
  expect((await auditsOf(answer.id)).data).toHaveLength(1);
  expect(await stepping(withKey("crash")).add({ name: "crash" })).toEqual(answer);
  expect([runs, steps]).toEqual([1, 2]);
});

/** Holds the step back; `entered` resolves once it has begun. */
function gate(): { entered: Promise<void>; release: () => void } {
  const opened = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  step = () => {
    begun.resolve();
    return opened.promise;
  };
  return { entered: begun.promise, release: () => opened.resolve() };
}
