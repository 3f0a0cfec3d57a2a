import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  type PlacedOrder,
  paidEvents,
  placeStripeOrder,
  postEvent,
  startStripeShop,
  untilWorkedOff,
} from "./testing/stripe-shop.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let shop: Awaited<ReturnType<typeof startStripeShop>>;
let key: string;

beforeAll(async () => {
  shop = await startStripeShop();
  key = await shop.createKey({ partnerId: await shop.createPartner() });
});
afterAll(() => shop.close());

// A worker that died is noticed by its missing heartbeat: at most 10 s, then up to 5 s until it is looked for.
const takeoverMs = 40_000;

test("an event that was acknowledged is worked off after a kill -9", async () => {
  const taker = await shop.serve({ PROCESSES: "api" });
  const order = await placeStripeOrder(shop, taker.url, key);
  for (const event of paidEvents(order))
    expect((await postEvent(taker.url, event)).status).toBe(202);
  await taker.end("SIGKILL");
  expect(await statusOf(order)).toBe("pending");
  const next = await shop.serve({ PROCESSES: "api,worker" });
  await untilWorkedOff(shop);
  await expectPaidOnce(order);
  await next.end("SIGKILL");
});

test("a worker that is killed in the middle of its work leaves no half of it, and another does it", async () => {
  const first = await shop.serve({ PROCESSES: "api,worker" });
  const order = await placeStripeOrder(shop, first.url, key);
  const { release, held } = holdRow(order.id);
  await held.ready;
  for (const event of paidEvents(order))
    expect((await postEvent(first.url, event)).status).toBe(202);
  await until("the worker waits for the order's row", isWaiting);
  await first.end("SIGKILL");
  release();
  await held.done;
  expect(await statusOf(order)).toBe("pending");
  const next = await shop.serve({ PROCESSES: "api,worker" });
  await untilWorkedOff(shop, takeoverMs);
  await expectPaidOnce(order);
  await next.end("SIGKILL");
});

async function expectPaidOnce({ id }: PlacedOrder): Promise<void> {
  const { prisma } = shop.product.db;
  const order = await prisma.order.findUniqueOrThrow({
    where: { id },
    include: { payments: { include: { transactions: true } } },
  });
  expect(order).toMatchObject({
    status: "confirmed",
    paymentStatus: "paid",
    payments: [{ status: "captured", transactions: [{ type: "capture" }] }],
  });
  const confirmed = await prisma.event.findMany({
    where: { objectId: id, type: "order.confirmed" },
  });
  expect(confirmed).toHaveLength(1);
  const mails = await prisma.notification.findMany({ where: { eventId: confirmed[0]?.id } });
  expect(mails).toMatchObject([{ status: "kept", template: "order-confirmed" }]);
  const inbox = await prisma.inboxEvent.findMany({ where: { result: id } });
  expect(inbox).toMatchObject([{ status: "processed" }, { status: "processed" }]);
}

async function statusOf({ id }: PlacedOrder): Promise<string> {
  return (await shop.product.db.prisma.order.findUniqueOrThrow({ where: { id } })).status;
}

/** Keeps others from the order's row until `release` is called. */
function holdRow(orderId: string) {
  const [ready, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = shop.product.db.transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM "order" WHERE id = ${orderId} FOR UPDATE`;
    ready.resolve();
    await release.promise;
  });
  return { release: release.resolve, held: { ready: ready.promise, done } };
}

async function isWaiting(): Promise<boolean> {
  const rows = await shop.product.db.query(
    "",
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    [],
  );
  return rows.length > 0;
}
