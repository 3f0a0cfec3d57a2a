import type { Database } from "@crossdock/db";
import { insertRollups, type RequestRecord } from "@crossdock/telemetry";
import { recordOf } from "./logs.ts";

export type RolledUp = {
  at: Date;
  transport?: RequestRecord["transport"];
  operation?: string;
  version?: string;
  principalId?: string;
  partnerId?: string;
  status?: number;
  errorCode?: string;
  /** Microseconds of each call. */
  durations?: readonly number[];
  bytesOut?: number;
};

/** Sums over these calls as the recorder keeps them: a row of each grain and level. */
export async function rollUp(db: Database, called: RolledUp): Promise<void> {
  const { at, durations = [5000], status = 200, transport = "rest", bytesOut = 100 } = called;
  const { operation = null, version = null, principalId: id = "-", partnerId = null } = called;
  const { errorCode = null } = called;
  const principal = { kind: "apiKey", id, partnerId };
  const records = durations.map((durationUs) =>
    recordOf(at, {
      ...{ transport, operation, version, principal, status, errorCode, durationUs },
      ...{ bytesIn: 10, bytesOut },
    }),
  );
  await insertRollups(db, records);
}

export type CountedCalls = {
  at: Date;
  keyId: string;
  partnerId?: string;
  version?: string;
  operation?: string;
  calls: number;
  /** How many of them failed. */
  errors?: number;
  /** With what they failed. */
  status?: number;
};

/** The same of calls of the API that took as long as each other. */
export async function countCalls(
  db: Database,
  { at, keyId: principalId, calls, errors = 0, status = 404, ...more }: CountedCalls,
): Promise<void> {
  const called = { version: "v2", operation: "orders.list", ...more, at, principalId };
  const durations = (count: number) => Array.from({ length: count }, () => 5000);
  await rollUp(db, { ...called, durations: durations(calls - errors) });
  await rollUp(db, { ...called, durations: durations(errors), status });
}
