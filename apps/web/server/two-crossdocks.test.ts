import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { atRow } from "./testing/pause.ts";
import { type ShopSite, startTwoShops, type TwoShops } from "./testing/two-shops.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let shops: TwoShops;
beforeAll(async () => {
  shops = await startTwoShops();
});
afterAll(() => shops.close());

// A worker that died is noticed by its missing heartbeat, then its lease has to end.
const takeoverMs = 90_000;

test("A's order becomes B's, and B's completed order ships A's, by documents and settings alone", async () => {
  const id = await shops.order();
  await untilAtB(id);
  await shops.complete(id);
  await untilShippedAtA(id);
  await expectOnce(id);
});

type Step = {
  what: string;
  where: "a" | "b";
  at: { when: "INSERT" | "UPDATE"; table: string; row: string };
  way: "out" | "back";
};

const steps: Step[] = [
  {
    ...{ what: "A, when B has the order and A does not know it yet", where: "a", way: "out" },
    at: { when: "UPDATE", table: "mapping_run", row: "NEW.status = 'succeeded'" },
  },
  {
    ...{ what: "B, in the middle of placing the order", where: "b", way: "out" },
    at: { when: "INSERT", table: "order_item", row: "true" },
  },
  {
    ...{ what: "A, before it has stored B's webhook", where: "a", way: "back" },
    at: { when: "INSERT", table: "inbox_event", row: "true" },
  },
  {
    ...{ what: "A, in the middle of what the webhook sets off", where: "a", way: "back" },
    at: { when: "INSERT", table: "fulfillment", row: "true" },
  },
  {
    ...{ what: "A, when it has shipped and its log does not know it yet", where: "a", way: "back" },
    at: { when: "UPDATE", table: "mapping_run", row: "NEW.status = 'succeeded'" },
  },
];

test.each(steps)("kill -9 of $what: still exactly once", async ({ where, at, way }) => {
  const site: ShopSite = shops[where];
  let id = "";
  const begin = async () => {
    id = await shops.order();
    if (way === "out") return;
    await untilAtB(id);
  };
  if (way === "back") await begin();
  const hit = atRow(site.app, at, () => site.crash());
  // What fails here must not go unseen while the other is waited for.
  await Promise.all([hit, way === "out" ? begin() : shops.complete(id)]);
  await untilAtB(id);
  if (way === "out") await shops.complete(id);
  await untilShippedAtA(id);
  await expectOnce(id);
});

async function untilAtB(externalId: string): Promise<void> {
  const { orders } = shops.b.app.as();
  const there = async () => (await orders.list({ externalId })).data.length > 0;
  await until(`B has ${externalId}`, there, takeoverMs);
}

async function untilShippedAtA(id: string): Promise<void> {
  const { orders } = shops.a.app.as();
  const isDone = async () => (await orders.get({ id })).status === "completed";
  await until(`${id} is shipped at A`, isDone, takeoverMs);
}

/** Once at B, once shipped at A, and nothing is left to do at either. */
async function expectOnce(id: string): Promise<void> {
  const { a, b } = shops;
  for (const { app } of [a, b]) {
    const pending = () => app.product.db.prisma.mappingRun.count({ where: { status: "pending" } });
    await until("no run waits", async () => (await pending()) === 0, takeoverMs);
    expect(await app.product.db.prisma.mappingRun.count({ where: { status: "failed" } })).toBe(0);
  }
  expect((await b.app.as().orders.list({ externalId: id })).data).toHaveLength(1);
  expect((await a.app.as().fulfillments.list({ orderId: id })).data).toHaveLength(1);
}
