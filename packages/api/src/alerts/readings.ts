import { lowestId } from "@crossdock/core";
import type { AlertRule } from "@crossdock/db";
import {
  type AlertKind,
  judgeAbove,
  judgeExpiry,
  judgeRate,
  judgeTraffic,
  minuteMs,
  minutesNeeded,
  type Reading,
  type WatchedRule,
} from "@crossdock/telemetry/alerts";
import type { Services } from "../procedure/context.ts";
import { readBaselines } from "./baselines.ts";
import { scopeOf } from "./kinds.ts";
import { readTraffic, scopeOfRule } from "./traffic.ts";

/** What a rule says, by subject; empty where it watches one thing. */
export type Readings = ReadonlyMap<string, Reading>;

export type Now = { now: Date; watchingSince: Date };

/** What every rule says at the moment, in the order of `rules`. */
export async function readAll(
  services: Services,
  rules: readonly AlertRule[],
  at: Now,
): Promise<Readings[]> {
  const ofRequests = rules.filter((rule) => scopeOf(watched(rule).kind).ofRequests);
  const requests = await readRequests(services, ofRequests, at);
  return Promise.all(
    rules.map(async (rule) => {
      const reader = others[watched(rule).kind];
      return reader ? reader(services, rule, at.now) : (requests.get(rule.id) ?? new Map());
    }),
  );
}

/** A stored rule as the engine knows it: its kind was checked when it was stored. */
export function watched(rule: AlertRule): WatchedRule {
  return { ...rule, kind: rule.kind as AlertKind };
}

/** The operations whose usual traffic the rules ask about; empty for all of them together. */
export function baselinesNeeded(
  rules: readonly Pick<AlertRule, "kind" | "operation" | "principalId">[],
): string[] {
  const needing = rules.filter(
    ({ kind, principalId }) =>
      (kind === "volume_unusual" || kind === "no_traffic") && principalId === null,
  );
  return [...new Set(needing.map(({ operation }) => operation ?? ""))];
}

async function readRequests(
  { db }: Services,
  rules: readonly AlertRule[],
  { now, watchingSince }: Now,
): Promise<Map<string, Readings>> {
  const wanted = rules.map((rule) => ({
    scope: scopeOfRule(rule),
    from: new Date(now.getTime() - minutesNeeded(watched(rule)) * minuteMs),
    histogram: rule.kind === "latency",
  }));
  const traffic = await readTraffic(db, wanted);
  const baselines = await readBaselines(db, baselinesNeeded(rules));
  return new Map(
    rules.map((rule, index) => {
      const usual = rule.principalId === null ? baselines.get(rule.operation ?? "") : undefined;
      const readings = [...(traffic[index] ?? [])].flatMap(([principal, series]) => {
        const subject = rule.principalId === "*" ? principal : "";
        const seen = { series, baselines: usual ?? null, watchingSince };
        const reading = judgeTraffic(watched(rule), seen, now);
        return reading ? [[subject, reading] as const] : [];
      });
      return [rule.id, new Map(readings)];
    }),
  );
}

type Reader = (services: Services, rule: AlertRule, now: Date) => Promise<Readings>;

const others: Partial<Record<AlertKind, Reader>> = {
  async webhook_failures({ db }, { threshold, windowMinutes }, now) {
    const since = new Date(now.getTime() - windowMinutes * minuteMs);
    type Row = { subject: string; failures: number; total: number };
    const firstIds = [lowestId("inb", since), lowestId("run", since)];
    const rows = await db.query<Row>("alert-webhooks", readWebhooks, firstIds);
    return new Map(rows.map(({ subject, ...of }) => [subject, judgeRate(of, threshold, 3)]));
  },

  async queue_lag({ jobs }, { threshold }) {
    const queues = await jobs.stats();
    return new Map(
      queues.map(({ name, oldestSeconds }) => [name, judgeAbove(oldestSeconds / 60, threshold)]),
    );
  },

  async key_expiry({ db }, { threshold }, now) {
    const soon = new Date(now.getTime() + threshold * 1.2 * dayMs);
    const keys = await db.prisma.apiKey.findMany({
      where: { revokedAt: null, expiresAt: { gt: now, lt: soon }, successors: { none: {} } },
      select: { id: true, expiresAt: true, createdAt: true },
      orderBy: { expiresAt: "asc" },
      take: 100,
    });
    return new Map(
      keys.map(({ id, expiresAt, createdAt }) => {
        const end = (expiresAt ?? now).getTime();
        // One that was made for a week is no news in its first hour.
        const third = (end - createdAt.getTime()) / dayMs / 3;
        return [id, judgeExpiry((end - now.getTime()) / dayMs, Math.min(threshold, third))];
      }),
    );
  },

  async certificate_expiry({ certificate }, { threshold }, now) {
    const own = await certificate();
    if (!own) return new Map();
    const days = (own.expiresAt.getTime() - now.getTime()) / dayMs;
    return new Map([[own.host, judgeExpiry(days, threshold)]]);
  },
};

const dayMs = 86_400_000;

// What is tried again has failed too. Mappings that are sent are the webhooks that go out.
const readWebhooks = `
  SELECT 'inbound ' || connector AS subject, count(*)::int AS total,
    count(*) FILTER (WHERE status = 'failed' OR last_error IS NOT NULL)::int AS failures
  FROM inbox_event
  WHERE id >= $1 AND (status IN ('processed', 'ignored', 'failed') OR last_error IS NOT NULL)
  GROUP BY connector
  UNION ALL
  SELECT mapping_id, count(*)::int, count(*) FILTER (WHERE error IS NOT NULL)::int
  FROM mapping_run WHERE id >= $2 AND (status IN ('succeeded', 'failed') OR error IS NOT NULL)
  GROUP BY mapping_id`;
