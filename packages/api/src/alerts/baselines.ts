import type { Database } from "@crossdock/db";
import { type Baseline, type Baselines, hourOfWeek, learn } from "@crossdock/telemetry/alerts";

/**
 * Learns how operations are usually called, from each hour that is over, once: also from all that are
 * known of one that nothing was learnt of yet. What processes learn at the same time is the same.
 * @param operations by name; `""` is all of them
 */
export async function learnBaselines(
  { prisma, query }: Database,
  operations: readonly string[],
  now: Date,
): Promise<void> {
  const end = startOfHour(now);
  const last = await prisma.trafficBaseline.groupBy({
    by: ["operation"],
    where: { operation: { in: [...operations] } },
    _max: { learntAt: true },
  });
  for (const operation of operations) {
    const learnt = last.find((one) => one.operation === operation)?._max.learntAt ?? null;
    const from = new Date(Math.max((learnt?.getTime() ?? 0) + hourMs, end.getTime() - mostMs));
    if (from >= end) continue;
    const rows = await query<{ at: Date; count: number }>("alert-hours", readHours, [
      ...[operation === "" ? 0 : 1, operation, from, end],
    ]);
    const first = learnt ? from : rows[0]?.at;
    if (first) await learnHours(prisma, { operation, first, end }, rows);
  }
}

type Hours = { operation: string; first: Date; end: Date };

async function learnHours(
  prisma: Database["prisma"],
  { operation, first, end }: Hours,
  rows: { at: Date; count: number }[],
): Promise<void> {
  const counts = new Map(rows.map(({ at, count }) => [at.getTime(), count]));
  const known = await prisma.trafficBaseline.findMany({ where: { operation } });
  const baselines = new Map<number, Baseline & { learntAt: Date }>(
    known.map((one) => [one.hourOfWeek, one]),
  );
  const changed = new Set<number>();
  for (let at = first.getTime(); at < end.getTime(); at += hourMs) {
    const hour = hourOfWeek(new Date(at));
    // An hour without requests was one, and is learnt as such.
    const baseline = learn(baselines.get(hour), counts.get(at) ?? 0);
    baselines.set(hour, { ...baseline, learntAt: new Date(at) });
    changed.add(hour);
  }
  await prisma.$transaction(
    [...changed].flatMap((hour) => {
      const baseline = baselines.get(hour);
      if (!baseline) return [];
      const { mean, variance, weeks, learntAt } = baseline;
      const data = { mean, variance, weeks, learntAt };
      const key = { hourOfWeek: hour, operation };
      const where = { hourOfWeek_operation: key };
      return [prisma.trafficBaseline.upsert({ where, create: { ...key, ...data }, update: data })];
    }),
  );
}

/** What was learnt of these, by operation. */
export async function readBaselines(
  { prisma }: Pick<Database, "prisma">,
  operations: readonly string[],
): Promise<ReadonlyMap<string, Baselines>> {
  const rows = await prisma.trafficBaseline.findMany({
    where: { operation: { in: [...operations] } },
  });
  return new Map(
    operations.map((operation) => [
      operation,
      new Map(
        rows.filter((row) => row.operation === operation).map((row) => [row.hourOfWeek, row]),
      ),
    ]),
  );
}

const hourMs = 3_600_000;
// As long as sums of hours are kept.
const mostMs = 90 * 24 * hourMs;

function startOfHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs);
}

const readHours = `
  SELECT at, sum(count)::int AS count FROM request_rollup
  WHERE grain = 'hour' AND level = $1 AND operation = $2 AND at >= $3 AND at < $4
    AND transport IN ('rest', 'mcp')
  GROUP BY at ORDER BY at`;
