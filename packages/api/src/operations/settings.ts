import { setTimeout as sleep } from "node:timers/promises";
import type { Database, Live } from "@crossdock/db";
import { type BodyPolicy, bodyPolicyOf } from "./body-policy.ts";

/** What an admin has set for an operation. */
export type OperationSetting = {
  enabled: boolean;
  /** Why it is off; callers may be told. */
  reason: string | null;
  /** Calls a minute for each key; null is no limit of its own. */
  limitPerMinute: number | null;
  /** Which bodies the log of requests keeps. */
  bodies: BodyPolicy;
};

export type OperationSettings = {
  /** A look-up in memory: what any process changed counts here within a second. */
  of(operation: string): OperationSetting;
  close(): void;
};

export type OperationSettingsOptions = {
  db: Database;
  live: Pick<Live, "subscribe">;
  /** Told when the settings could not be read anew; the old ones stay until they can. */
  onError: (error: Error) => void;
};

/** @throws what the database throws when the settings cannot be read at the start */
export async function createOperationSettings(
  options: OperationSettingsOptions,
): Promise<OperationSettings> {
  const { db, live, onError } = options;
  let stale = false;
  let renewing = true;
  let closed = false;
  // Listening comes first: a change while the first reading runs is read after it.
  const unsubscribe = live.subscribe((topics) => {
    if (topics.includes("operations") || topics.includes("*")) void renew();
  });
  let settings = await read(db);
  renewing = false;
  if (stale) void renew();

  async function renew(): Promise<void> {
    stale = true;
    if (renewing) return;
    renewing = true;
    while (stale && !closed) {
      stale = false;
      try {
        settings = await read(db);
      } catch (error) {
        onError(error as Error);
        stale = true;
        await sleep(1000, undefined, { ref: false });
      }
    }
    renewing = false;
  }

  return {
    of: (operation) => settings.get(operation) ?? unset,
    close() {
      closed = true;
      unsubscribe();
    },
  };
}

const unset: OperationSetting = {
  enabled: true,
  reason: null,
  limitPerMinute: null,
  bodies: "sampled",
};

async function read({ prisma }: Database): Promise<Map<string, OperationSetting>> {
  const rows = await prisma.operationSetting.findMany();
  return new Map(rows.map((row) => [row.operation, { ...row, bodies: bodyPolicyOf(row) }]));
}
