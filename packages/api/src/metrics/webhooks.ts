import { lowestId } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import type { z } from "zod";
import type { QueryContext } from "../procedure/context.ts";
import type { WebhookFilter, WebhookTraffic } from "./schema.ts";
import { bucketStarts, type Window, windowOf } from "./window.ts";

/** Deliveries by how they ended; those in are counted by the hour. */
export async function readWebhooks(
  { services: { db }, now }: QueryContext,
  filter: z.output<typeof WebhookFilter>,
): Promise<z.input<typeof WebhookTraffic>> {
  const window = windowOf(filter, now, hourSeconds);
  const [doors, failures, runs] = await Promise.all([
    countBy(db, "inbound", inbound, window),
    countBy(db, "inbox-failed", failed, window, "inb"),
    countBy(db, "mapping-runs", outgoing, window, "run"),
  ]);
  const points = bucketStarts(window).map((at) => {
    const of = (counts: Counts, kind: string) => counts.get(`${at.getTime()} ${kind}`) ?? 0;
    return {
      at: at.toISOString(),
      accepted: of(doors, "accepted"),
      refused: of(doors, "refused"),
      failed: of(failures, "failed"),
      sent: of(runs, "succeeded"),
      unsent: of(runs, "failed"),
    };
  });
  const [from, to] = [window.from.toISOString(), window.to.toISOString()];
  return { from, to, until: now.toISOString(), bucketSeconds: window.stepSeconds, points };
}

type Counts = ReadonlyMap<string, number>;

async function countBy(
  db: Pick<Database, "query">,
  name: string,
  sql: string,
  { from, to, stepSeconds }: Window,
  prefix?: string,
): Promise<Counts> {
  const ids = prefix === undefined ? [] : [lowestId(prefix, from)];
  const values = [`${stepSeconds} seconds`, from, to, ...ids];
  const rows = await db.query<{ at: Date; kind: string; count: number }>(
    `metrics-${name}`,
    sql,
    values,
  );
  return new Map(rows.map(({ at, kind, count }) => [`${at.getTime()} ${kind}`, count]));
}

const hourSeconds = 3600;

const inbound = `
  SELECT date_bin($1::interval, hour, '2001-01-01Z') AS at,
    CASE WHEN verdict IN ('accepted', 'duplicate') THEN 'accepted' ELSE 'refused' END AS kind,
    sum(count)::int AS count
  FROM inbound_count WHERE hour >= $2 AND hour < $3 GROUP BY 1, 2`;

// Ids sort by their time, and have an index.
const failed = `
  SELECT date_bin($1::interval, received_at, '2001-01-01Z') AS at, 'failed' AS kind,
    count(*)::int AS count
  FROM inbox_event
  WHERE id >= $4 AND received_at >= $2 AND received_at < $3 AND status = 'failed' GROUP BY 1`;

const outgoing = `
  SELECT date_bin($1::interval, created_at, '2001-01-01Z') AS at, status::text AS kind,
    count(*)::int AS count
  FROM mapping_run
  WHERE id >= $4 AND created_at >= $2 AND created_at < $3 AND status IN ('succeeded', 'failed')
  GROUP BY 1, 2`;
