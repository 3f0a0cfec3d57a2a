import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runInboundMappings } from "./run-inbound.ts";
import { body, type MappingBench, startMappingBench } from "./testing.ts";

let bench: MappingBench;
let { product, api, map, order, runsOf } = {} as MappingBench;
beforeAll(async () => {
  bench = await startMappingBench();
  ({ product, api, map, order, runsOf } = bench);
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

const shipIt = (more: object = {}) => ({
  ...{ direction: "in" as const, source: "warehouse", event: "parcel.sent", partnerId: null },
  ...{ operation: "fulfillments.create", scopes: ["orders:write"] },
  fields: [body(["orderId"], "payload.order"), body(["trackingNumber"], "payload.code")],
  ...more,
});

/** As the inbox keeps it once it is verified. */
function inbound(payload: object, headers: Prisma.InputJsonObject = {}) {
  const now = product.clock.now();
  const id = newId("inb", now);
  return product.db.prisma.inboxEvent.create({
    data: {
      ...{ id, connector: "warehouse", account: "", eventId: id, type: "parcel.sent", headers },
      ...{ body: Buffer.from(JSON.stringify(payload)), status: "received", requestId: "req_1" },
      ...{ receivedAt: now, fingerprint: Buffer.from(id) },
    },
  });
}

test("an inbound event calls our operation exactly once, however often it is worked off", async () => {
  const name = "In";
  const { id } = await product.as().mappings.create({ name, enabled: true, definition: shipIt() });
  const placed = await order();
  await product.as().payments.markPaid({ id: placed.payments[0]?.id ?? "" });
  const event = await inbound({ order: placed.id, code: "T1" });
  for (let n = 0; n < 3; n++) {
    expect(await runInboundMappings(product.context, event)).toBe(`Mappings: ${name}`);
  }
  await product.runJobs();
  expect(await runsOf(id)).toMatchObject([{ status: "succeeded", attempt: 1 }]);
  // Killed after the effect and before the log knew of it.
  const anew = { status: "pending" as const, leasedUntil: null };
  await product.db.prisma.mappingRun.updateMany({ where: { mappingId: id }, data: anew });
  await product.services.jobs.enqueue("run-mapping", { runId: (await runsOf(id))[0]?.id });
  await product.runJobs();
  expect(await runsOf(id)).toMatchObject([{ status: "succeeded", attempt: 2 }]);
  const { data } = await product.as().fulfillments.list({ orderId: placed.id });
  expect(data).toHaveLength(1);
  const events = await product.db.prisma.event.findMany({ where: { objectId: placed.id } });
  expect(events.map(({ type }) => type)).toContain("order.completed");
});

test("it may do what was chosen and nothing else, and sees what its partner sees", async () => {
  const placed = await order();
  await product.as().payments.markPaid({ id: placed.payments[0]?.id ?? "" });
  const { id: partnerId } = await product.as().partners.create({ name: "Stranger" });
  const { mappings } = product.as();
  const few = shipIt({ scopes: ["orders:read"] });
  const foreign = shipIt({ partnerId });
  const one = await mappings.create({ name: "Few", enabled: true, definition: few });
  const two = await mappings.create({ name: "Foreign", enabled: true, definition: foreign });
  await runInboundMappings(product.context, await inbound({ order: placed.id, code: "T1" }));
  await product.runJobs();
  expect(await runsOf(one.id)).toMatchObject([{ status: "failed", error: /orders:write/ }]);
  expect(await runsOf(two.id)).toMatchObject([{ status: "failed", answerStatus: 404 }]);
  const { data } = await product.as().fulfillments.list({ orderId: placed.id });
  expect(data).toEqual([]);
});

test("hops come in with a webhook and go on with what it sets off", async () => {
  const ours = await map({ event: "order.completed" });
  await product.as().mappings.create({ name: "Hop", enabled: true, definition: shipIt() });
  const placed = await order();
  await product.as().payments.markPaid({ id: placed.payments[0]?.id ?? "" });
  const event = await inbound({ order: placed.id, code: "T1" }, { "crossdock-hops": "2" });
  await runInboundMappings(product.context, event);
  await product.runJobs();
  expect(await runsOf(ours.id)).toMatchObject([{ status: "succeeded" }]);
  expect(api.seen.at(-1)?.headers["crossdock-hops"]).toBe("3");
  const tired = await inbound({ order: placed.id }, { "crossdock-hops": "8" });
  expect(await runInboundMappings(product.context, tired)).toMatch(/stopped/);
});
