import type { Database, Live } from "@crossdock/db";
import { follow } from "../procedure/follow.ts";
import { type PausablePart, pausableParts } from "./parts.ts";

/** A part of the product that somebody has stopped. */
export type Pause = { part: PausablePart; reason: string; by: string; at: Date };

export type Pauses = {
  /** A look-up in memory: what any process changed counts here within a second. */
  of(part: PausablePart): Pause | null;
  /** Reads them anew, for who has just changed one. */
  renew(): Promise<void>;
  /** Called after each reading. */
  onChange(listener: () => void): void;
  close(): void;
};

export type PausesOptions = {
  db: Pick<Database, "prisma">;
  live: Pick<Live, "subscribe">;
  onError: (error: Error) => void;
};

/** @throws what the database throws where the pauses cannot be read at the start */
export async function createPauses({ db, live, onError }: PausesOptions): Promise<Pauses> {
  const listeners: (() => void)[] = [];
  const pauses = await follow({
    ...{ live, topic: "pauses", onError },
    read: () => readPauses(db.prisma),
    onChange: () => {
      for (const listener of listeners) listener();
    },
  });
  return {
    of: (part) => pauses.value().find((pause) => pause.part === part) ?? null,
    renew: pauses.renew,
    onChange: (listener) => void listeners.push(listener),
    close: pauses.close,
  };
}

export async function readPauses({ pause }: Pick<Database["prisma"], "pause">): Promise<Pause[]> {
  const rows = await pause.findMany({ orderBy: { at: "asc" } });
  return rows.flatMap(({ part, ...row }) =>
    pausableParts.filter((known) => known === part).map((known) => ({ part: known, ...row })),
  );
}
