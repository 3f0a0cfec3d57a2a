import { newId } from "@crossdock/core";
import { type Jobs, startJobs } from "@crossdock/db";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Caller } from "../caller.ts";
import { jobs as backgroundJobs } from "../jobs.ts";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
let jobs: Jobs;
beforeAll(async () => {
  product = await createTestProduct();
  const names = backgroundJobs.map(({ name }) => name);
  const onError = (error: Error) => console.error(error);
  jobs = await startJobs({ url: product.db.url, names, worker: false, onError });
});
afterAll(async () => {
  await jobs.stop();
  await product.close();
});
beforeEach(() => product.db.query("forget", "DELETE FROM pgboss.job", []));

const as = (role = "owner"): Caller =>
  product.as(userOf(role), { services: { ...product.services, jobs, jobDesk: jobs.desk } });

test("what a job is about is told by ids and numbers; people's words and addresses are not", async () => {
  const notificationId = newId("ntf", product.clock.now());
  const data = { notificationId, code: "1234 5678", email: "zoe@example.com", hours: 2, list: [1] };
  const id = await add("deliver-mail", data, failed("550 no such user zoe@example.com"));
  const job = await as().jobs.get({ id });
  expect(job).toMatchObject({ id, queue: "deliver-mail", state: "failed", attempts: 9 });
  expect(job.error).toBe("550 no such user <address>");
  expect(job.data).toEqual({
    ...{ notificationId, hours: 2, list: "…" },
    ...{ code: "… (9 characters)", email: "… (15 characters)" },
  });
  expect(JSON.stringify(await as().jobs.list({}))).not.toContain("zoe");
});

test("the lists page by their cursor, and refuse another's", async () => {
  for (let at = 0; at < 3; at += 1) await add("deliver-mail", {}, failed("no"));
  await add("inbox", {}, failed("no"));
  const first = await as().jobs.list({ queue: "deliver-mail", state: "failed", limit: 2 });
  expect(first).toMatchObject({ hasMore: true, data: [{}, {}] });
  const cursor = first.nextCursor ?? "";
  const second = await as().jobs.list({ queue: "deliver-mail", state: "failed", limit: 2, cursor });
  expect(second).toMatchObject({ hasMore: false, nextCursor: null, data: [{}] });
  expect(await outcomeOf(as().jobs.list({ cursor: "bm9uZQ" }))).toBe("validation_failed");
  const { data } = await as().jobs.queues({});
  expect(data.find(({ name }) => name === "deliver-mail")).toMatchObject({ failed: 3, waiting: 0 });
});

test("a mail that failed waits again when its job is retried, and has failed when it is discarded", async () => {
  const [retried, discarded] = [await mail(), await mail()];
  await as("developer").jobs.retry({ id: retried.jobId });
  expect(await statusOf(retried.id)).toMatchObject({ status: "queued" });
  expect(await as().jobs.get({ id: retried.jobId })).toMatchObject({ state: "retrying" });
  await as("developer").jobs.discard({ id: discarded.jobId });
  const lastError = "developer took it out of the queue.";
  expect(await statusOf(discarded.id)).toMatchObject({ status: "failed", lastError });
  expect(await outcomeOf(as().jobs.get({ id: discarded.jobId }))).toBe("not_found");
  const entries = await product.db.prisma.auditEntry.findMany({
    where: { action: { startsWith: "jobs." } },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ action, targetId }) => [action, targetId])).toEqual([
    ["jobs.retry", retried.jobId],
    ["jobs.discard", discarded.jobId],
  ]);
});

test("what runs or is done is left alone, and what is no job is not found", async () => {
  const running = await add(
    "deliver-mail",
    {},
    "state = 'active', started_on = now(), heartbeat_on = now()",
  );
  const done = await add("deliver-mail", {}, "state = 'completed', completed_on = now()");
  for (const id of [running, done]) {
    expect(await outcomeOf(as().jobs.retry({ id }))).toBe("transition_invalid");
    expect(await outcomeOf(as().jobs.discard({ id }))).toBe("transition_invalid");
  }
  const id = crypto.randomUUID();
  expect(await outcomeOf(as().jobs.retry({ id }))).toBe("not_found");
});

test("all failed jobs of a queue are taken in hand as they were counted, and no other", async () => {
  const mails = [await mail(), await mail(), await mail()];
  const other = await add("inbox", {}, failed("no"));
  const { at: endedBy } = await as().jobs.queues({});
  const later = await add(
    "deliver-mail",
    {},
    failed("no").replace("completed_on = now()", "completed_on = now() + interval '1 hour'"),
  );
  const all = { queue: "deliver-mail", endedBy };
  expect(await outcomeOf(as().jobs.retryFailed({ ...all, count: 2 }))).toBe("conflict");
  expect(await statusOf(mails[0]?.id)).toMatchObject({ status: "failed" });
  expect(await as().jobs.retryFailed({ ...all, count: 3 })).toEqual({
    ...{ queue: "deliver-mail", count: 3, left: 0 },
  });
  for (const { id } of mails) expect(await statusOf(id)).toMatchObject({ status: "queued" });
  for (const id of [other, later])
    expect(await as().jobs.get({ id })).toMatchObject({ state: "failed" });
  await as().jobs.discardFailed({ queue: "inbox", endedBy, count: 1 });
  expect(await outcomeOf(as().jobs.get({ id: other }))).toBe("not_found");
});

test("a job that failed in the very millisecond of the count is one of those that were counted", async () => {
  const id = await add(
    "deliver-mail",
    {},
    failed("no").replace("completed_on = now()", "completed_on = '2026-03-01T12:00:00.123456Z'"),
  );
  const counted = { queue: "deliver-mail", endedBy: "2026-03-01T12:00:00.123Z", count: 1 };
  expect(await as().jobs.retryFailed(counted)).toMatchObject({ count: 1, left: 0 });
  expect(await as().jobs.get({ id })).toMatchObject({ state: "retrying" });
});

test("five hundred are handled at a time, and the rest is told", async () => {
  const { jobDesk, db } = { ...product.services, jobDesk: jobs.desk };
  const data = Array.from({ length: 501 }, () => ({}));
  await db.quickTransaction((run) => jobs.enqueueAll("deliver-mail", data, run));
  await db.query("fail", `UPDATE pgboss.job SET ${failed("no")}`, []);
  const { at: endedBy } = await as().jobs.queues({});
  const all = { queue: "deliver-mail", endedBy };
  const first = await as().jobs.discardFailed({ ...all, count: 501 });
  expect(first).toMatchObject({ count: 500, left: 1 });
  expect(await as().jobs.discardFailed({ ...all, count: first.left })).toMatchObject({ left: 0 });
  expect(await jobDesk.list({ limit: 10 })).toEqual([]);
});

test("an inbound event tells that its job was discarded, an export that it is queued again", async () => {
  const { prisma } = product.db;
  const at = product.clock.now();
  const inbox = await prisma.inboxEvent.create({
    data: {
      ...{
        id: newId("inb", at),
        connector: "stripe",
        eventId: "evt_1",
        type: "charge",
        account: "",
      },
      ...{ body: Buffer.from("{}"), fingerprint: Buffer.from(""), headers: {}, requestId: "req" },
      status: "received",
      receivedAt: at,
    },
  });
  const id = await add("inbox", { inboxId: inbox.id }, failed("no"));
  await as().jobs.discard({ id });
  expect(await prisma.inboxEvent.findUnique({ where: { id: inbox.id } })).toMatchObject({
    ...{ status: "failed", lastError: "owner took it out of the queue." },
  });
  const { id: exportId } = await prisma.export.create({
    data: {
      ...{ id: newId("exp", at), kind: "orders", format: "csv", state: "failed", error: "no" },
      ...{ createdBy: "usr", createdAt: at },
    },
  });
  await as().jobs.retry({ id: await add("run-export", { exportId }, failed("no")) });
  expect(await prisma.export.findUnique({ where: { id: exportId } })).toMatchObject({
    ...{ state: "queued", error: null },
  });
});

/** A mail whose delivery has failed for good. */
async function mail(): Promise<{ id: string; jobId: string }> {
  const id = newId("ntf", product.clock.now());
  await product.db.prisma.notification.create({
    data: {
      ...{ id, template: "test", eventId: id, to: "zoe@example.com", subject: "", text: "" },
      ...{ html: "", status: "failed", createdAt: product.clock.now() },
    },
  });
  return { id, jobId: await add("deliver-mail", { notificationId: id }, failed("no")) };
}

function statusOf(id = "") {
  return product.db.prisma.notification.findUnique({ where: { id } });
}

function failed(message: string): string {
  const output = JSON.stringify({ message });
  return `state = 'failed', started_on = now(), completed_on = now(), retry_count = 8, output = '${output}'`;
}

/** A job, and what becomes of it. */
async function add(name: string, data: object, set: string): Promise<string> {
  await jobs.enqueue(name, data);
  const sql = `UPDATE pgboss.job SET ${set}
    WHERE id = (SELECT id FROM pgboss.job WHERE name = $1 ORDER BY created_on DESC LIMIT 1)
    RETURNING id::text`;
  const [job] = await product.db.query<{ id: string }>("", sql, [name]);
  return job?.id ?? "";
}
