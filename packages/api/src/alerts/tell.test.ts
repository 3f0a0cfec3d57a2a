import { newId } from "@crossdock/core";
import type { AlertRule } from "@crossdock/db";
import { presets } from "@crossdock/telemetry/alerts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import type { alertKinds } from "./kinds.ts";
import { type Told, tell } from "./tell.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  const { clock, db } = product;
  const times = { createdAt: clock.now(), updatedAt: clock.now() };
  await db.prisma.user.create({
    data: {
      ...{ id: newId("usr", clock.now()), email: "owner@example.com", name: "O", role: "owner" },
      ...{ status: "active", ...times },
    },
  });
  await db.prisma.shop.updateMany({ data: { name: "Laden", locale: "de" } });
});
afterAll(() => product.close());

type Kind = (typeof alertKinds)[number];
type Happened = { subject?: string; value: number; operation?: string; threshold: number };

const happened: Record<Kind, Happened> = {
  fault_rate: { value: 12.44, threshold: 2.5, operation: "orders.create" },
  error_rate: { value: 40, threshold: 30, subject: "key_1" },
  latency: { value: 5123, threshold: 2000 },
  volume_above: { value: 12_345, threshold: 10_001 },
  volume_unusual: { value: -7.25, threshold: 6 },
  no_traffic: { value: 12, threshold: 0 },
  webhook_failures: { value: 100 / 3, threshold: 20, subject: "inbound stripe" },
  queue_lag: { value: 4.5, threshold: 3, subject: "run-export" },
  key_expiry: { value: 13.9, threshold: 14, subject: "key_2" },
  certificate_expiry: { value: 0.5, threshold: 14, subject: "api.shop.example" },
};

/** The mail's subject and text about what a rule found, without addresses. */
async function mailOf(kind: Kind, told: Told) {
  const { clock, db, context } = product;
  const at = clock.now();
  const { value, subject = "", operation = null, threshold } = happened[kind];
  const preset = presets.find((one) => one.kind === kind)?.preset ?? null;
  const rule: AlertRule = {
    ...{ id: newId("alr", at), name: "Regel", preset, kind, operation, threshold, note: null },
    ...{ principalId: null, percentile: 95, windowMinutes: 5, forMinutes: 0, severity: "warning" },
    ...{ mail: true, slack: true, http: true, enabled: true, version: 1, runbookUrl: null },
    ...{ mutedUntil: null, removedAt: null, createdAt: at, updatedAt: at },
  };
  const id = newId("alt", at);
  const alert = {
    ...{ id, ruleId: rule.id, subject, state: "firing", value, detail: "In English.", version: 1 },
    ...{ note: null, acknowledgedBy: null, acknowledgedAt: null, pendingAt: at, firedAt: at },
    ...{ calmSince: null, resolvedAt: told === "resolve" ? at : null, toldAt: at },
  };
  await db.prisma.notification.deleteMany();
  await unitOfWork(context, "test.tell", (ctx) => tell(ctx, rule, alert, told));
  const mail = await db.prisma.notification.findFirstOrThrow();
  return `${mail.subject}\n${mail.text}`.replace(/https?:\S+/g, "");
}

test.each<[Kind, string, string]>([
  [
    "fault_rate",
    "12,4 % der Aufrufe von orders.create scheiterten in den letzten 5 Minuten am Server (5xx); höchstens 2,5 % dürfen es sein.",
    "Schwelle: 2,5 %",
  ],
  [
    "error_rate",
    "40 % der Anfragen von key_1 scheiterten in den letzten 5 Minuten (4xx und 5xx); höchstens 30 % dürfen es sein.",
    "Schwelle: 30 %",
  ],
  [
    "latency",
    "95 % der Anfragen dauerten in den letzten 5 Minuten bis zu 5120 ms; es sollten höchstens 2000 ms sein.",
    "Schwelle: 2000 ms",
  ],
  [
    "volume_above",
    "12300 Anfragen kamen in den letzten 5 Minuten; es sollten höchstens 10001 sein.",
    "Schwelle: 10001 Anfragen",
  ],
  [
    "volume_unusual",
    "Weit weniger Anfragen als sonst um diese Zeit kamen in den letzten 5 Minuten: 7,25 Standardabweichungen; ab 6 ist es auffällig.",
    "Schwelle: 6 Standardabweichungen",
  ],
  [
    "no_traffic",
    "Seit 12 Minuten kamen keine Anfragen, obwohl es sonst welche gibt.",
    "Schwelle: 0 Anfragen",
  ],
  [
    "webhook_failures",
    "33,3 % der Zustellungen (eingehend von stripe) scheiterten in den letzten 5 Minuten; höchstens 20 % dürfen es sein.",
    "Schwelle: 20 %",
  ],
  [
    "queue_lag",
    "Der älteste Auftrag in run-export wartet seit 4,5 Minuten; es sollten höchstens 3 sein.",
    "Schwelle: 3 Minuten",
  ],
  [
    "key_expiry",
    "Der Schlüssel key_2 läuft in 13 Tagen ab, und keiner ist an seine Stelle getreten.",
    "Schwelle: 14 Tage",
  ],
  [
    "certificate_expiry",
    "Das Zertifikat von api.shop.example läuft in weniger als einem Tag ab.",
    "Schwelle: 14 Tage",
  ],
])(
  "a German mail about %s has no English sentence, from its beginning to its end",
  async (kind, detail, threshold) => {
    const fired = await mailOf(kind, "trigger");
    expect(fired).toContain(detail);
    expect(fired).toContain(threshold);
    if (kind !== "volume_above") expect(fired).toMatch(/Was zu tun ist: \p{Lu}\p{L}+/u);
    expect(fired).not.toMatch(english);
    const over = await mailOf(kind, "resolve");
    expect(over).toMatch(/ Zuvor: (?!.*(dürfen|sollten|auffällig))/);
    expect(over).not.toMatch(english);
    const tried = await mailOf(kind, "test");
    expect(tried).toContain("Jemand probiert aus, wohin diese Regel meldet, was geschieht.");
    expect(tried).not.toMatch(english);
  },
);

const english =
  /\b(the|of|it|its|is|and|to|should|at most|has|have|than|requests|calls|failed|job|inbound|minutes|days|over|firing|warning|ends)\b/i;

test("a shop whose mails are English hears the same in English", async () => {
  await product.db.prisma.shop.updateMany({ data: { locale: "en" } });
  const fired = await mailOf("fault_rate", "trigger");
  expect(fired).toContain(
    "12.4 % of the calls of orders.create failed in the server (5xx) in the last 5 minutes; at most 2.5 % should.",
  );
  const over = await mailOf("volume_unusual", "resolve");
  expect(over).toContain(
    "It is as it should be again. It was: Far fewer requests than usual at this hour came in the last 5 minutes: 7.25 standard deviations.",
  );
});
