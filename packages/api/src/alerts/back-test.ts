import {
  type Baselines,
  judgeTraffic,
  minuteMs,
  minutesNeeded,
  type OpenAlert,
  type Series,
  settle,
} from "@crossdock/telemetry/alerts";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import { learnBaselines, readBaselines } from "./baselines.ts";
import { scopeOf } from "./kinds.ts";
import { baselinesNeeded } from "./readings.ts";
import type { BackTest, CreateAlertRule } from "./schema.ts";
import { readTraffic, scopeOfRule } from "./traffic.ts";

type Rule = z.output<typeof CreateAlertRule>;
type Result = z.input<typeof BackTest>;

/** When a rule would have fired in the last seven days, which is as long as minutes are kept. */
export async function backTest({ services, now }: QueryContext, rule: Rule): Promise<Result> {
  if (!scopeOf(rule.kind).ofRequests) return { supported: false, firings: [] };
  const from = new Date(now.getTime() - days * 86_400_000);
  const [found] = await readTraffic(services.db, [
    { scope: scopeOfRule(rule), from, histogram: rule.kind === "latency" },
  ]);
  const needed = baselinesNeeded([rule]);
  await learnBaselines(services.db, needed, now);
  const baselines = await readBaselines(services.db, needed);
  const usual = needed[0] === undefined ? null : (baselines.get(needed[0]) ?? null);
  const firings = [...(found ?? [])].flatMap(([principal, series]) =>
    replay(rule, { series, baselines: usual, from, now }).map((firing) => ({
      subject: rule.principalId === "*" ? principal : "",
      ...firing,
    })),
  );
  firings.sort((one, other) => (one.firedAt < other.firedAt ? -1 : 1));
  return { supported: true, firings: firings.slice(-firingsMax) };
}

const days = 7;
const firingsMax = 200;

type Past = { series: Series; baselines: Baselines | null; from: Date; now: Date };
type Firing = { firedAt: string; resolvedAt: string | null };

function replay(rule: Rule, { series, baselines, from, now }: Past): Firing[] {
  const firings: Firing[] = [];
  const watched = { series, baselines, watchingSince: from };
  let open = new Map<string, OpenAlert>();
  for (const at of momentsOf(rule, series, from, now)) {
    const reading = judgeTraffic(rule, watched, at);
    if (!reading) break;
    const timing = {
      ...{ now: at, forMinutes: rule.forMinutes, watchingSince: from },
      // As the job does it: what flaps is told of less often.
      firedLately: firings.filter(
        ({ firedAt, resolvedAt }) =>
          resolvedAt && Date.parse(firedAt) > at.getTime() - 120 * minuteMs,
      ).length,
    };
    const [step] = settle(new Map([["", reading]]), open, () => timing);
    const next = step?.next ?? null;
    const last = firings.at(-1);
    if (next?.state === "firing" && step?.current?.state !== "firing")
      firings.push({ firedAt: at.toISOString(), resolvedAt: null });
    if (next?.state === "resolved" && last) last.resolvedAt = at.toISOString();
    const goesOn = next?.state === "pending" || next?.state === "firing";
    open = goesOn ? new Map([["", next]]) : new Map();
  }
  return firings;
}

/** Every minute where something can be other than calm; of a week without requests that is none. */
function* momentsOf(rule: Rule, series: Series, from: Date, now: Date): Generator<Date> {
  const needsAll = rule.kind === "volume_unusual" || rule.kind === "no_traffic";
  const reach = minutesNeeded(rule) + 60;
  let busyUntil = 0;
  for (let at = from.getTime(); at <= now.getTime(); at += minuteMs) {
    const minute = Math.floor(at / minuteMs);
    if (series.has(minute)) busyUntil = minute + reach;
    if (needsAll || minute <= busyUntil) yield new Date(at);
  }
}
