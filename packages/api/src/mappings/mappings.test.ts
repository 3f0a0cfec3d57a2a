import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  createTestProduct,
  keyOf,
  type LoopbackApi,
  sell,
  startLoopbackApi,
  type TestProduct,
} from "../testing/index.ts";
import { delaySeconds } from "./delays.ts";
import { runInboundMappings } from "./run-inbound.ts";

let product: TestProduct;
let api: LoopbackApi;
let connectionId: string;
beforeAll(async () => {
  [product, api] = await Promise.all([createTestProduct(), startLoopbackApi()]);
  const auth = { kind: "bearer" } as const;
  const documentUrl = `${api.url}/openapi.json`;
  const made = { name: "Parcels", documentUrl, auth, secret: "the-secret-token" };
  connectionId = (await product.as().connections.create(made)).id;
});
beforeEach(async () => {
  await product.db.prisma.mapping.deleteMany();
  api.seen.length = 0;
  api.answerWith({ status: 201, body: { id: "par_1" } });
});
afterAll(() => Promise.all([product.close(), api.close()]));

const body = (path: string[], expression: string) => ({ in: "body" as const, path, expression });
const toParcels = (more: object = {}) => ({
  ...{ direction: "out" as const, event: "order.created" as const, connectionId },
  ...{ method: "POST" as const, path: "/parcels" },
  fields: [
    body(["reference"], "$string(data.object.number)"),
    body(["to", "email"], "data.object.email"),
    body(["items"], "data.object.lines.{'sku': sku, 'count': quantity}[]"),
  ],
  ...more,
});
let count = 0;
const map = (more: object = {}, enabled = true) =>
  product.as().mappings.create({ name: `M${count++}`, enabled, definition: toParcels(more) });
async function order(email = "zoe@example.com") {
  const sku = await sell(product, 5);
  return product.as().orders.create({ email, lines: [{ sku, quantity: 2 }] });
}
const runsOf = async (mappingId: string) => (await product.as().mappings.runs({ mappingId })).data;

test("an event sets off the call, once, and the log shows it without the credential", async () => {
  const { id } = await map();
  const { number, lines } = await order();
  await product.runJobs();
  expect(api.seen).toHaveLength(1);
  const [run] = await runsOf(id);
  expect(api.seen[0]).toMatchObject({
    ...{ method: "POST", path: "/v1/parcels" },
    headers: {
      authorization: "Bearer the-secret-token",
      "idempotency-key": `${id}.${run?.eventId}`,
      "crossdock-hops": "1",
    },
  });
  expect(JSON.parse(api.seen[0]?.body ?? "")).toEqual({
    ...{ reference: String(number), to: { email: "zoe@example.com" } },
    items: [{ sku: lines[0]?.sku, count: 2 }],
  });
  expect(run).toMatchObject({ status: "succeeded", attempt: 1, answerStatus: 201 });
  expect(JSON.stringify(run)).not.toContain("the-secret-token");
  expect(run?.answer).toContain("par_1");
});

test("the job again, or many at once, sends nothing more", async () => {
  const { id } = await map();
  await order();
  const [run] = await runsOf(id);
  for (let n = 0; n < 5; n++) {
    await product.services.jobs.enqueue("run-mapping", { runId: run?.id });
  }
  await Promise.all([product.runJobs(), product.runJobs(), product.runJobs()]);
  expect(api.seen).toHaveLength(1);
});

test("what rolls back leaves no run, what is switched off or of another type makes none", async () => {
  const { id } = await map();
  const off = await map({}, false);
  const other = await map({ event: "order.canceled" });
  const { lines } = await order();
  const tooMany = [{ sku: lines[0]?.sku ?? "", quantity: 100 }];
  const call = product.as().orders.create({ email: "a@example.com", lines: tooMany });
  await expect(call).rejects.toThrow();
  expect(await runsOf(id)).toHaveLength(1);
  expect([...(await runsOf(off.id)), ...(await runsOf(other.id))]).toEqual([]);
});

test("a filter keeps out what it is not true of, and a bad result is named and not sent", async () => {
  const filtered = await map({ filter: "data.object.email = 'nobody@example.com'" });
  const bad = await map({ fields: [body(["reference"], "data.object.number")] });
  await order();
  await product.runJobs();
  expect(api.seen).toEqual([]);
  expect(await runsOf(filtered.id)).toMatchObject([{ status: "skipped" }]);
  const [run] = await runsOf(bad.id);
  expect(run).toMatchObject({ status: "failed", attempt: 1 });
  expect(run?.error).toMatch(/body\.to: This is required.*body\.reference: This must be a text/);
});

test("a failure that may pass is tried again with the very same request and key", async () => {
  api.answerWith(
    { status: 503 },
    { status: 429, headers: { "retry-after": "1" } },
    { status: 201 },
  );
  const { id } = await map();
  await order();
  await product.runJobs();
  expect(api.seen).toHaveLength(3);
  expect(new Set(api.seen.map(({ body: sent }) => sent)).size).toBe(1);
  expect(new Set(api.seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(await runsOf(id)).toMatchObject([{ status: "succeeded", attempt: 3 }]);
});

test("a refusal is final until it is replayed, as the mapping is then", async () => {
  api.answerWith({ status: 422, body: { detail: "No such reference" } });
  const { id, version } = await map();
  await order();
  await product.runJobs();
  const [run] = await runsOf(id);
  expect(run).toMatchObject({ status: "failed", attempt: 1, answerStatus: 422 });
  api.answerWith({ status: 201 });
  const fields = [body(["reference"], "'R1'"), body(["to", "email"], "data.object.email")];
  await product.as().mappings.update({ id, definition: toParcels({ fields }) });
  expect(await product.as().mappings.replayFailed({ id })).toEqual({ id, count: 1 });
  await product.runJobs();
  expect(api.seen.map(({ body: sent }) => JSON.parse(sent).reference)).toEqual([
    expect.any(String),
    "R1",
  ]);
  expect(new Set(api.seen.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  expect(await runsOf(id)).toMatchObject([{ status: "succeeded", mappingVersion: version + 1 }]);
});

test("after three days of nothing but failures it is switched off, and the team is told once", async () => {
  api.answerWith({ status: 400 });
  const { id, name } = await map();
  const start = product.clock.now();
  for (const days of [0, 1, 2.9]) {
    product.clock.set(new Date(start.getTime() + days * 86_400_000));
    await order();
    await product.runJobs();
    expect(await product.as().mappings.get({ id })).toMatchObject({ enabled: true });
  }
  product.clock.set(new Date(start.getTime() + 3.1 * 86_400_000));
  await order();
  await order();
  await product.db.prisma.user.create({
    data: {
      ...{ id: newId("usr", start), email: "owner@example.com", name: "O", role: "owner" },
      ...{ status: "active", createdAt: start, updatedAt: start },
    } as Prisma.UserUncheckedCreateInput,
  });
  await product.runJobs();
  const mapping = await product.as().mappings.get({ id });
  expect(mapping).toMatchObject({ enabled: false, disabledReason: /3 days/ });
  const mails = await product.db.prisma.notification.findMany({
    where: { to: "owner@example.com" },
  });
  expect(mails.map(({ subject }) => subject)).toEqual([`Test shop: The mapping ${name} was switched off`]);
  expect(await product.as().mappings.switch({ id, enabled: true })).toMatchObject({
    ...{ enabled: true, disabledReason: null, failingSince: null },
  });
});

test("a request that was made before the address changed never takes the new host's secret along", async () => {
  api.answerWith({ status: 503 }, { status: 503 }, { status: 201 });
  const { id } = await map();
  await order();
  const [run] = await runsOf(id);
  const stale = { method: "POST", url: "http://127.0.0.1:9/v1/parcels", headers: {}, body: "{}" };
  await product.db.prisma.mappingRun.update({
    where: { id: run?.id ?? "" },
    data: { request: stale },
  });
  await product.runJobs();
  expect(api.seen).toEqual([]);
  expect(await runsOf(id)).toMatchObject([{ status: "failed", error: /address has changed/ }]);
});

test("an event that eight mappings led to sets off no other", async () => {
  const { id } = await map();
  const sku = await sell(product, 5);
  const lines = [{ sku, quantity: 1 }];
  await product.as(undefined, { hops: 7 }).orders.create({ email: "a@example.com", lines });
  await product.runJobs();
  expect(api.seen).toMatchObject([{ headers: { "crossdock-hops": "8" } }]);
  await product.as(undefined, { hops: 8 }).orders.create({ email: "a@example.com", lines });
  await product.runJobs();
  expect(api.seen).toHaveLength(1);
  expect((await runsOf(id))[0]).toMatchObject({ status: "failed", error: /8 mappings in a row/ });
});

test("delays grow, differ a little and heed Retry-After", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  const at = (attempt: number, retryAfter: string | null = null) =>
    delaySeconds(attempt, retryAfter, now, () => 0.5);
  expect([1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => at(attempt))).toEqual([
    ...[5, 60, 300, 1800, 7200, 21_600, 86_400, null],
  ]);
  expect(at(1, "120")).toBe(120);
  expect(at(1, "Thu, 01 Jan 2026 00:10:00 GMT")).toBe(600);
  expect(at(1, "999999999")).toBe(86_400);
  expect(delaySeconds(3, null, now, () => 0)).toBe(270);
});

test("a preview shows the exact request and the faults by their field, and sends nothing", async () => {
  const { mappings } = product.as();
  const { data } = await mappings.samples({ direction: "out", event: "order.created" });
  const sample = data[0]?.sample;
  const good = await mappings.preview({ definition: toParcels(), sample });
  expect(good).toMatchObject({
    matches: true,
    faults: [],
    request: { url: `${api.url}/v1/parcels` },
  });
  const fields = [body(["to", "email"], "7 +"), body(["reference"], "'1'")];
  const bad = await mappings.preview({ definition: toParcels({ fields }), sample });
  expect(bad.faults).toMatchObject([{ path: ["body", "to", "email"] }]);
  expect(api.seen).toEqual([]);
});

test("each save is a version, and an old one can be restored", async () => {
  const { id } = await map();
  const { mappings } = product.as();
  await mappings.update({ id, definition: toParcels({ filter: "true" }) });
  const restored = await mappings.restore({ id, version: 1 });
  expect(restored).toMatchObject({ version: 3, definition: { filter: null } });
  const { data } = await mappings.versions({ id });
  expect(data.map(({ version, definition }) => [version, definition.filter])).toEqual([
    ...[
      [3, null],
      [2, "true"],
      [1, null],
    ],
  ]);
});

test("out and in again as a file: by the connection's name, switched off, without a secret", async () => {
  const { id, definition } = await map();
  const { mappings } = product.as();
  const file = await mappings.export({ id });
  expect(JSON.stringify(file)).not.toMatch(/cnx_|secret/);
  const again = await mappings.import({ file, name: "Again" });
  expect(again).toMatchObject({ name: "Again", enabled: false, definition });
  const lost = { ...file, connection: "Elsewhere" };
  await expect(mappings.import({ file: lost })).rejects.toThrow(/no connection named Elsewhere/);
});

test("every mapping of the catalogue can be used with a bare connection", async () => {
  const { connections, mappings } = product.as();
  const bare = { name: "Bare", baseUrl: "https://example.com", auth: { kind: "none" } as const };
  const { id } = await connections.create(bare);
  const { data } = await mappings.catalogue({});
  expect(data.length).toBeGreaterThanOrEqual(4);
  for (const file of data) {
    const { definition } = await mappings.import({ file, connectionId: id });
    const event = definition.direction === "out" ? definition.event : "order.created";
    await order();
    const samples = await mappings.samples({ direction: "out", event });
    const preview = await mappings.preview({ definition, sample: samples.data[0]?.sample });
    expect(preview.faults, file.name).toEqual([]);
  }
});

const shipIt = (more: object = {}) => ({
  ...{ direction: "in" as const, source: "warehouse", event: "parcel.sent", partnerId: null },
  ...{ operation: "fulfillments.create", scopes: ["orders:write"] },
  fields: [body(["orderId"], "payload.order"), body(["trackingNumber"], "payload.code")],
  ...more,
});

/** As the inbox keeps it once it is verified. */
function inbound(payload: object, headers: object = {}) {
  const now = product.clock.now();
  const id = newId("inb", now);
  return product.db.prisma.inboxEvent
    .create({
      data: {
        ...{ id, connector: "warehouse", account: "", eventId: id, type: "parcel.sent" },
        ...{ body: Buffer.from(JSON.stringify(payload)), status: "received", requestId: "req_1" },
        ...{ receivedAt: now, headers, fingerprint: Buffer.from(id) },
      } as Prisma.InboxEventUncheckedCreateInput,
    })
    .then((row) => ({ ...row, headers: headers as Prisma.JsonValue }));
}

test("an inbound event calls our operation exactly once, however often it is worked off", async () => {
  const name = `In ${count++}`;
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

test("a key of a partner sees no mapping", async () => {
  await expect(product.as(keyOf(null)).mappings.list({})).rejects.toThrow(/connectors:read/);
});
