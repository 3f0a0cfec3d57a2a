import { startPagerDuty } from "@crossdock/connectors/testing";
import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";
import { judge, passMinutes, recordCalls } from "./testing.ts";

let product: TestProduct;
let pagerDuty: Awaited<ReturnType<typeof startPagerDuty>>;
beforeAll(async () => {
  pagerDuty = await startPagerDuty();
  product = await createTestProduct();
  product.clock.set(new Date("2026-05-20T10:00:00Z"));
});
afterAll(async () => {
  await product.close();
  await pagerDuty.close();
});

const faults = { name: "Faults", kind: "fault_rate", threshold: 5, forMinutes: 0 } as const;

test("a rule is made, changed and removed; what its kind cannot be told is refused", async () => {
  const { alertRules } = product.as();
  const rule = await alertRules.create(faults);
  expect(rule).toMatchObject({ state: "calm", windowMinutes: 5, mail: true, preset: null });
  const { id } = rule;
  expect(await alertRules.update({ id, threshold: 7 })).toMatchObject({ threshold: 7, version: 2 });
  const refused = [
    alertRules.create({ ...faults, percentile: 95 }),
    alertRules.create({ ...faults, threshold: 101 }),
    alertRules.create({ ...faults, operation: "nothing.there" }),
    alertRules.create({ ...faults, principalId: newId("key", product.clock.now()) }),
    alertRules.create({ ...faults, kind: "queue_lag", operation: "orders.create" }),
    alertRules.create({ ...faults, kind: "volume_unusual", principalId: "*" }),
    alertRules.update({ id, threshold: 101 }),
    alertRules.update({ id, operation: "nothing.there" }),
  ];
  expect(new Set(await Promise.all(refused.map(outcomeOf)))).toEqual(
    new Set(["validation_failed"]),
  );
  await alertRules.remove({ id });
  expect(await outcomeOf(alertRules.get({ id }))).toBe("not_found");
  expect(await outcomeOf(alertRules.update({ id, threshold: 7 }))).toBe("not_found");
});

test("developers write rules; operations, support and viewers don't see them", async () => {
  expect(await outcomeOf(product.as(userOf("developer")).alertRules.list({}))).toBe("ok");
  for (const role of ["operations", "support", "viewer"])
    expect(await outcomeOf(product.as(userOf(role)).alerts.list({})), role).toBe("forbidden");
});

test("a back-test says when it would have fired, by the requests of the last week", async () => {
  const { alertRules } = product.as();
  const now = product.clock.now().getTime();
  for (const minute of [3000, 2999, 1000])
    await recordCalls(product, new Date(now - minute * 60_000), { faults: 9, ok: 1 });
  const { firings, supported } = await alertRules.backTest(faults);
  expect(supported).toBe(true);
  expect(firings.map(({ firedAt }) => firedAt)).toEqual([
    new Date(now - 3000 * 60_000).toISOString(),
    new Date(now - 1000 * 60_000).toISOString(),
  ]);
  expect(firings[0]?.resolvedAt).toBe(new Date(now - 2989 * 60_000).toISOString());
  expect((await alertRules.backTest({ ...faults, threshold: 95 })).firings).toEqual([]);
  const queue = { ...faults, kind: "queue_lag" } as const;
  expect(await alertRules.backTest(queue)).toEqual({ supported: false, firings: [] });
});

test("what fires is taken up by one, noted, and over when its rule is switched off", async () => {
  const { alertRules, alerts } = product.as();
  const { id } = await alertRules.create({ ...faults, name: "Taken up" });
  await passMinutes(product, 1, { faults: 20 });
  const [alert] = (await alerts.list({ state: "firing", ruleId: id })).data;
  const alertId = alert?.id ?? "";
  expect(await alerts.acknowledge({ id: alertId })).toMatchObject({ acknowledgedBy: "owner" });
  expect(await outcomeOf(alerts.acknowledge({ id: alertId }))).toBe("transition_invalid");
  expect(await alerts.note({ id: alertId, note: "The disk is full" })).toMatchObject({
    note: "The disk is full",
  });
  await alertRules.update({ id, enabled: false });
  expect(await alerts.get({ id: alertId })).toMatchObject({ state: "resolved" });
  await passMinutes(product, 2, { faults: 20 });
  expect((await alerts.list({ state: "open", ruleId: id })).data).toEqual([]);
});

test("PagerDuty gets an event that opens, takes up and closes one incident", async () => {
  const { alertRules, alerts, connectors } = product.as();
  const { version } = await connectors.get({ id: "http" });
  await connectors.update({ id: "http", version, values: { url: pagerDuty.url } });
  const secret = { connector: "http", name: "routingKey", value: "a".repeat(32) };
  await connectors.setSecret(secret);
  const { id: ruleId } = await alertRules.create({ ...faults, name: "By pager", mail: false });
  await passMinutes(product, 1, { faults: 20 });
  const [alert] = (await alerts.list({ ruleId })).data;
  await alerts.acknowledge({ id: alert?.id ?? "" });
  await alertRules.test({ id: ruleId });
  await alertRules.remove({ id: ruleId });
  await product.runJobs();
  const [trigger, acknowledge, test, resolve] = pagerDuty.events;
  const incident = { routing_key: secret.value, dedup_key: alert?.id };
  expect(trigger).toMatchObject({
    ...{ ...incident, event_action: "trigger" },
    payload: {
      ...{ summary: "By pager", source: "localhost:3000", severity: "warning" },
      custom_details: { kind: "fault_rate", threshold: 5, value: 100, test: false },
    },
    links: [{ text: "What happened" }, { text: "Alerts" }],
  });
  expect(acknowledge).toEqual({ ...incident, event_action: "acknowledge" });
  expect(test).toMatchObject({ payload: { summary: "Test: By pager", severity: "info" } });
  expect(resolve).toEqual({ ...incident, event_action: "resolve" });
  expect(await connectors.check({ id: "http" })).toMatchObject({ ok: true });
  expect(pagerDuty.events.slice(4)).toMatchObject([
    { event_action: "trigger", payload: { severity: "info" } },
    { event_action: "resolve" },
  ]);
});

test("keys that end soon and have no successor ring, by their name; rotated ones do not", async () => {
  const { alertRules, alerts, keys } = product.as();
  const { id: ruleId } = await alertRules.create({
    ...{ name: "Keys", kind: "key_expiry", threshold: 14, forMinutes: 0, windowMinutes: 1 },
  });
  const expiresAt = new Date(product.clock.now().getTime() + 60 * 86_400_000).toISOString();
  const key = await keys.create({ name: "ERP", scopes: ["orders:read"], expiresAt });
  await judge(product);
  expect((await alerts.list({ ruleId })).data).toEqual([]);
  product.clock.set(new Date(Date.parse(expiresAt) - 10 * 86_400_000));
  await judge(product);
  expect((await alerts.list({ ruleId })).data).toMatchObject([
    {
      ...{ state: "firing", subject: key.id, subjectName: "ERP", href: `/keys/${key.id}` },
      detail: "The key ERP ends in 10 days, and none has taken its place.",
    },
  ]);
});

test("webhooks that fail ring by whom they are from, the queue by its name, a certificate by its host", async () => {
  const { alertRules, alerts } = product.as();
  const now = product.clock.now();
  await product.db.prisma.inboxEvent.createMany({
    data: Array.from({ length: 4 }, (_, index) => ({
      ...{ id: newId("inb", now), connector: "stripe", account: "", eventId: `evt_${index}` },
      ...{
        type: "x",
        body: Buffer.from("{}"),
        fingerprint: Buffer.alloc(32),
        status: "failed" as const,
      },
      ...{ requestId: newId("req", now), receivedAt: now },
    })),
  });
  const base = { forMinutes: 0, windowMinutes: 10 } as const;
  await alertRules.create({ ...base, name: "W", kind: "webhook_failures", threshold: 20 });
  await alertRules.create({ ...base, name: "Q", kind: "queue_lag", threshold: 3 });
  await alertRules.create({ ...base, name: "C", kind: "certificate_expiry", threshold: 14 });
  const late = { name: "deliver-mail", waiting: 9, running: 0, failed: 0, oldestSeconds: 600 };
  const services = {
    ...product.services,
    jobs: { ...product.services.jobs, stats: async () => [late] },
    certificate: async () => ({
      ...{ host: "shop.example", expiresAt: new Date(now.getTime() + 2.5 * 86_400_000) },
    }),
  };
  product.clock.set(new Date(now.getTime() + 60_000));
  await judge({ ...product, services, context: { ...product.context, services } });
  const { data } = await alerts.list({ state: "firing" });
  const found = data.filter(({ ruleName }) => ["W", "Q", "C"].includes(ruleName));
  expect(found.map(({ ruleName, subject, detail }) => [ruleName, subject, detail]).sort()).toEqual([
    ["C", "shop.example", "The certificate of shop.example ends in 2 days."],
    [
      "Q",
      "deliver-mail",
      "The oldest job in deliver-mail has waited for 10 minutes; it should be at most 3.",
    ],
    [
      "W",
      "inbound stripe",
      "100 % of the deliveries of inbound stripe failed in the last 10 minutes; at most 20 % should.",
    ],
  ]);
});
