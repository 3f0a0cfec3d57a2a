import type { Database, Live } from "@crossdock/db";
import { follow } from "../procedure/follow.ts";
import { type BodyPolicy, bodyPolicyOf, usualBodies } from "./body-policy.ts";

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
  const settings = await follow({ live, topic: "operations", read: () => read(db), onError });
  return {
    of: (operation) => settings.value().get(operation) ?? unset,
    close: settings.close,
  };
}

const unset: OperationSetting = {
  enabled: true,
  reason: null,
  limitPerMinute: null,
  bodies: usualBodies,
};

async function read({ prisma }: Database): Promise<Map<string, OperationSetting>> {
  const rows = await prisma.operationSetting.findMany();
  return new Map(rows.map((row) => [row.operation, { ...row, bodies: bodyPolicyOf(row) }]));
}
