/** `waiting` may also be due later; `stuck` is running without a sign of life. */
export type JobState = "waiting" | "retrying" | "running" | "stuck" | "failed" | "done";

/** Which jobs; each member narrows it down. */
export type JobFilter = {
  id?: string | undefined;
  queue?: string | undefined;
  state?: JobState | undefined;
  /** Those that have ended by then. */
  endedBy?: Date | undefined;
};

export type Statement = { text: string; values: unknown[] };

/** The jobs of these queues that fit, newest first. */
export function selectText(
  names: readonly string[],
  { after, limit, ...filter }: JobFilter & { after?: string | undefined; limit: number },
): Statement {
  const { where, values } = conditionsOf(filter);
  // A place is "time id", as `position` has it; the time is a text, since a Date has no microseconds.
  const [at, id] = after?.split(" ") ?? [];
  if (after !== undefined) {
    values.push(at, id);
    where.push(`(created_on, id) < ($${values.length}::timestamptz, $${values.length + 1}::uuid)`);
  }
  // A queue at a time, so that each is read along its index, however many are done.
  const text = `
    SELECT job.* FROM unnest($1::text[]) AS queue(name), LATERAL (
      SELECT ${columns} FROM pgboss.job
      WHERE name = queue.name AND ${["true", ...where].join(" AND ")}
      ORDER BY created_on DESC, id DESC LIMIT ${limit}) AS job
    ORDER BY "createdAt" DESC, position DESC LIMIT ${limit}`;
  return { text, values: [queuesOf(names, filter), ...values] };
}

/** Up to `limit` of them, the ones that ended first, without those that a transaction has. */
export function lockText(
  names: readonly string[],
  { limit, ...filter }: JobFilter & { limit: number },
): Statement {
  const { where, values } = conditionsOf(filter);
  const text = `
    SELECT ${columns} FROM pgboss.job
    WHERE name = ANY($1::text[]) AND ${["true", ...where].join(" AND ")}
    ORDER BY completed_on, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  return { text, values: [queuesOf(names, filter), ...values] };
}

export function countText(names: readonly string[], filter: JobFilter): Statement {
  const { where, values } = conditionsOf(filter);
  const text = `
    SELECT count(*)::int AS count FROM pgboss.job
    WHERE name = ANY($1::text[]) AND ${["true", ...where].join(" AND ")}`;
  return { text, values: [queuesOf(names, filter), ...values] };
}

/** Each queue with its jobs by state; done ones are not even read. */
export function queuesText(names: readonly string[]): Statement {
  const counts = Object.entries(isIn)
    .filter(([state]) => state !== "done")
    .map(([state, condition]) => `count(*) FILTER (WHERE ${condition})::int AS ${state}`);
  const text = `
    SELECT now() AS at, queue.name, ${counts.join(", ")},
      min(start_after) FILTER (WHERE state < 'active' AND start_after <= now()) AS "oldestDueAt"
    FROM unnest($1::text[]) WITH ORDINALITY AS queue(name, place)
    LEFT JOIN pgboss.job ON job.name = queue.name
      AND job.state IN ('created', 'retry', 'active', 'failed')
    GROUP BY queue.name, queue.place ORDER BY queue.place`;
  return { text, values: [names] };
}

function queuesOf(names: readonly string[], { queue }: JobFilter): readonly string[] {
  return queue === undefined ? names : names.filter((name) => name === queue);
}

// $1 is the queues'.
function conditionsOf({ id, state, endedBy }: JobFilter) {
  const values: unknown[] = [];
  const where: string[] = [];
  const add = (value: unknown, condition: (at: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    where.push(condition(`$${values.length + 1}`));
  };
  if (state !== undefined) where.push(isIn[state]);
  add(id, (at) => `id = ${at}::uuid`);
  // Whoever names a moment has it in milliseconds, and means all that had ended when it was read.
  add(
    endedBy?.toISOString(),
    (at) => `date_trunc('milliseconds', completed_on) <= ${at}::timestamptz`,
  );
  return { where, values };
}

// As pg-boss itself judges it, which it does every few seconds where a worker runs.
const isLost = `(heartbeat_on + heartbeat_seconds * interval '1s' < now()
  OR started_on + expire_seconds * interval '1s' < now())`;

const isIn: Record<JobState, string> = {
  waiting: "state = 'created'",
  retrying: "state = 'retry'",
  running: `(state = 'active' AND ${isLost} IS NOT TRUE)`,
  stuck: `(state = 'active' AND ${isLost})`,
  failed: "state = 'failed'",
  done: "state IN ('completed', 'cancelled')",
};

const columns = `
  id::text, name AS queue, data,
  CASE ${Object.entries(isIn)
    .map(([state, condition]) => `WHEN ${condition} THEN '${state}'`)
    .join(" ")} END AS state,
  CASE WHEN started_on IS NULL THEN 0 ELSE retry_count + 1 END AS attempts,
  retry_limit + 1 AS "attemptsMax",
  COALESCE(output ->> 'message', output -> 'value' ->> 'message') AS error,
  created_on AS "createdAt", start_after AS "dueAt", started_on AS "startedAt",
  completed_on AS "endedAt",
  replace(created_on::text, ' ', 'T') || ' ' || id AS position`;
