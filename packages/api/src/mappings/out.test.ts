import { newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sell } from "../testing/index.ts";
import { delaySeconds } from "./delays.ts";
import { body, type MappingBench, startMappingBench } from "./testing.ts";

let bench: MappingBench;
let { product, api, map, order, runsOf, toParcels } = {} as MappingBench;
beforeAll(async () => {
  bench = await startMappingBench();
  ({ product, api, map, order, runsOf, toParcels } = bench);
});
beforeEach(() => bench.reset());
afterAll(() => bench.close());

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
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Test shop: The mapping ${name} was switched off`,
  ]);
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
  const [stopped] = await runsOf(id);
  expect(stopped).toMatchObject({ status: "failed", error: /8 mappings in a row/ });
  await product.as().mappings.replay({ id: stopped?.id ?? "" });
  await product.runJobs();
  expect(api.seen.at(-1)?.headers["crossdock-hops"]).toBe("1");
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
