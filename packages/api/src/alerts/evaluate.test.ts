import { newId } from "@crossdock/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import { installAlertRules } from "./presets.ts";
import { judge, passMinutes, recordCalls } from "./testing.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  const { clock, db } = product;
  await db.prisma.user.create({
    data: {
      ...{ id: newId("usr", clock.now()), email: "owner@example.com", name: "O", role: "owner" },
      ...{ status: "active", createdAt: clock.now(), updatedAt: clock.now() },
    },
  });
});
beforeEach(async () => {
  product.clock.set(new Date("2026-05-20T10:00:00Z"));
  const { prisma } = product.db;
  await prisma.alertRule.deleteMany();
  await prisma.alertClock.deleteMany();
  await prisma.requestRollup.deleteMany();
  await prisma.trafficBaseline.deleteMany();
  await prisma.notification.deleteMany();
  await installAlertRules(product.services);
});
afterAll(() => product.close());

const busy = { ok: 20 };
const broken = { ok: 10, faults: 10 };

const mails = () =>
  product.db.prisma.notification.findMany({
    where: { template: "alert" },
    orderBy: { id: "asc" },
  });

async function idOf(preset: string): Promise<string> {
  return (await product.db.prisma.alertRule.findUniqueOrThrow({ where: { preset } })).id;
}

const states = async () =>
  (await product.as().alerts.list({})).data.map(({ ruleName, state }) => `${ruleName}: ${state}`);

test("a burst of failures is pending, then fires, then is over, and each is told once", async () => {
  await passMinutes(product, 3, busy);
  expect(await states()).toEqual([]);
  await passMinutes(product, 1, broken);
  expect(await states()).toEqual(["Requests fail in the server: pending"]);
  expect(await mails()).toEqual([]);
  await passMinutes(product, 3, broken);
  expect(await states()).toEqual(["Requests fail in the server: firing"]);
  await passMinutes(product, 15, busy);
  expect(await states()).toEqual(["Requests fail in the server: resolved"]);
  const [fired, over, ...more] = await mails();
  expect(more).toEqual([]);
  expect(fired).toMatchObject({
    to: "owner@example.com",
    subject: "Test shop: Critical: Requests fail in the server",
    text: expect.stringContaining("of the requests failed in the server (5xx)"),
  });
  expect(fired?.text).toContain("http://localhost:3000/requests?from=2026-05-20T09");
  expect(over?.subject).toBe("Test shop: Over: Requests fail in the server");
});

test("the alert says where it happened, and who calls may be named by their key", async () => {
  const { keys, alerts } = product.as();
  const { id: principalId } = await keys.create({ name: "ERP", scopes: ["orders:read"] });
  await passMinutes(product, 4, { ok: 2, failed: 8, principalId });
  const [alert] = (await alerts.list({ state: "firing" })).data;
  expect(alert).toMatchObject({ kind: "error_rate", subject: principalId, subjectName: "ERP" });
  expect(alert?.detail).toContain("of ERP failed");
  expect(Object.fromEntries(new URLSearchParams(alert?.href.split("?")[1]))).toMatchObject({
    principalId,
    status: "4xx",
    from: "2026-05-20T09:56:00.000Z",
  });
});

test("few requests don't ring, slow ones do", async () => {
  await passMinutes(product, 10, { faults: 0, failed: 0, ok: 1 });
  await recordCalls(product, product.clock.now(), { faults: 4 });
  await passMinutes(product, 3);
  expect(await states()).toEqual([]);
  await passMinutes(product, 3, { ok: 20, milliseconds: 5000 });
  expect(await states()).toEqual(["Requests are slow: firing"]);
});

test("two workers tell once; a job that waited does nothing", async () => {
  await passMinutes(product, 3, broken);
  await Promise.all([judge(product), judge(product), judge(product)]);
  product.clock.set(new Date(product.clock.now().getTime() + 60_000));
  await recordCalls(product, product.clock.now(), broken);
  const turns = await Promise.all([judge(product), judge(product), judge(product)]);
  expect(turns.filter((turn) => turn !== null)).toHaveLength(1);
  expect(await mails()).toHaveLength(1);
});

test("a muted rule fires in silence, and is told of when it may speak and goes on", async () => {
  const { alertRules, alerts } = product.as();
  const id = await idOf("faults");
  await alertRules.update({ id, mutedUntil: "2026-05-20T10:05:00.000Z" });
  await passMinutes(product, 4, broken);
  expect(await states()).toEqual(["Requests fail in the server: firing"]);
  expect(await mails()).toEqual([]);
  await passMinutes(product, 2, broken);
  expect(await mails()).toHaveLength(1);
  const [alert] = (await alerts.list({})).data;
  await alerts.mute({ id: alert?.id ?? "", until: null });
  expect(await alertRules.get({ id })).toMatchObject({ mutedUntil: null, state: "firing" });
});

test("after a night without a worker there is no storm, and silence is not judged at once", async () => {
  await passMinutes(product, 1, broken);
  product.clock.set(new Date("2026-05-21T10:00:00Z"));
  await judge(product);
  expect(await states()).toEqual([]);
  await recordCalls(product, product.clock.now(), broken);
  await passMinutes(product, 1, broken);
  expect(await states()).toEqual(["Requests fail in the server: pending"]);
  expect(await mails()).toEqual([]);
});

test("presets come once: what was changed stays, what was removed stays away", async () => {
  const { alertRules } = product.as();
  await alertRules.update({ id: await idOf("faults"), threshold: 1 });
  await alertRules.remove({ id: await idOf("latency") });
  await installAlertRules(product.services);
  const { data } = await alertRules.list({});
  expect(data).toHaveLength(8);
  expect(data.find(({ preset }) => preset === "faults")?.threshold).toBe(1);
  expect(data.find(({ preset }) => preset === "latency")).toBeUndefined();
});
