import { randomUUID } from "node:crypto";
import type { Database } from "@crossdock/db";
import { bucketOf } from "@crossdock/telemetry";

export type RolledUp = {
  at: Date;
  transport?: string;
  operation?: string;
  version?: string;
  principalId?: string;
  partnerId?: string;
  status?: number;
  /** Microseconds of each call. */
  durations?: readonly number[];
  bytesOut?: number;
  /** One of its own by default. */
  writer?: string;
};

/** Sums over these calls as the recorder keeps them: a row of each grain and level. */
export async function rollUp(db: Database, called: RolledUp): Promise<void> {
  const {
    at,
    durations = [5000],
    status = 200,
    writer = randomUUID(),
    transport = "rest",
  } = called;
  const { operation = "-", version = "-", principalId = "-", partnerId = "" } = called;
  const counts = new Map<number, number>();
  for (const duration of durations)
    counts.set(bucketOf(duration), (counts.get(bucketOf(duration)) ?? 0) + 1);
  const histogram = [...counts].sort(([a], [b]) => a - b);
  const rows = Object.entries({ minute: 60, hour: 3600, day: 86_400 }).flatMap(([grain, size]) =>
    [0, 1, 2, 3].map((level) => ({
      grain,
      level,
      at: new Date(Math.floor(at.getTime() / size / 1000) * size * 1000),
      ...{ transport, writer, statusClass: Math.floor(status / 100) },
      operation: level % 2 === 1 ? operation : "",
      version: level % 2 === 1 ? version : "",
      principalId: level >= 2 ? principalId : "",
      partnerId: level >= 2 ? partnerId : "",
      count: durations.length,
      bytesIn: 10 * durations.length,
      bytesOut: (called.bytesOut ?? 100) * durations.length,
      durationUs: durations.reduce((sum, duration) => sum + duration, 0),
      buckets: histogram.map(([bucket]) => bucket),
      counts: histogram.map(([, count]) => count),
    })),
  );
  await db.prisma.requestRollup.createMany({ data: rows });
}
