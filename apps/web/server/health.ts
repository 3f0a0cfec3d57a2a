import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@crossdock/core";
import type { Database, Jobs } from "@crossdock/db";
import { migrationNames } from "@crossdock/db/migrate";
import { answerJson } from "./answer.ts";
import { createCached } from "./cached.ts";

export type Health = {
  /** The process runs and answers; nothing else is asked, lest a sick database have it killed. */
  live(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** 200 while the process can take requests, told from probes that are at most seconds old. */
  ready(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** From now on not ready, so that a load balancer looks elsewhere. */
  drain(): void;
};

export type HealthOptions = {
  db: Pick<Database, "query">;
  jobs: Pick<Jobs, "workerSeenAt">;
  clock: Clock;
  /** Who is told of each check: strangers learn from them what to attack, and when. */
  isOperator: (req: IncomingMessage) => boolean;
};

/** `warn` does not take the process out of service. */
type State = "pass" | "warn" | "fail" | "unknown";

export async function createHealth({
  db,
  jobs,
  clock,
  isOperator,
}: HealthOptions): Promise<Health> {
  let draining = false;
  const names = await migrationNames();
  const database = createCached(
    () => inTime(db.query("ready", "SELECT 1", []).then(() => "pass")),
    1000,
  );
  const migrations = createCached(async () => {
    const missing = await inTime(db.query("ready-migrations", findMissing, [names]));
    return missing === null ? "unknown" : missing.length === 0 ? "pass" : "fail";
  }, slowlyMs);
  const worker = createCached(async () => {
    const seen = await inTime(jobs.workerSeenAt().then((at) => ({ at })));
    if (seen === null) return "unknown";
    const age = clock.now().getTime() - (seen.at?.getTime() ?? 0);
    return age <= workerAgeMsMax ? "pass" : "warn";
  }, slowlyMs);

  async function check(): Promise<Record<string, State>> {
    const up = (await database()) !== null;
    const [migrated, worked] = up ? await Promise.all([migrations(), worker()]) : [];
    return {
      process: draining ? "fail" : "pass",
      database: up ? "pass" : "fail",
      migrations: migrated ?? "unknown",
      worker: worked ?? "unknown",
    };
  }

  return {
    async live(_req, res) {
      answerJson(res, 200, { status: "pass" });
    },
    async ready(req, res) {
      const checks = await check();
      const failed = Object.values(checks).includes("fail");
      const answer = { status: failed ? "fail" : "pass" };
      answerJson(res, failed ? 503 : 200, isOperator(req) ? { ...answer, checks } : answer);
    },
    drain() {
      draining = true;
    },
  };
}

const slowlyMs = 5000;

// A worker looks after the queues every five seconds.
const workerAgeMsMax = 60_000;

const probeMsMax = 2000;

/** Null where it fails or takes too long: a probe that hangs is worse than one that fails. */
function inTime<T>(probe: Promise<T>): Promise<T | null> {
  const late = sleep(probeMsMax, null, { ref: false });
  return Promise.race([probe.catch(() => null), late]);
}

const findMissing = `
  SELECT name FROM unnest($1::text[]) AS name
  WHERE NOT EXISTS (
    SELECT FROM _prisma_migrations
    WHERE migration_name = name AND finished_at IS NOT NULL AND rolled_back_at IS NULL
  )`;
