import type { RequestRecord } from "./record.ts";
import { emptySum, type Sum, type SumKey, sumKeyOf } from "./sums.ts";

/** Sums of the last seconds, which were not added to those of minutes, hours and days yet. */
export type FreshSums = {
  /** The sum that a record belongs to, which came in that minute. Called for each request. */
  of(record: RequestRecord, minute: number): Sum;
  all: readonly FreshSum[];
};

type FreshSum = { key: SumKey; minute: number; sum: Sum };

export function createFreshSums(): FreshSums {
  const all: Entry[] = [];
  // No name is put together here: to make one would cost more than the rest of it.
  const byOperation = new Map<string | null, Map<string | undefined, Entry[]>>();
  return {
    all,
    of(record, minute) {
      const { operation, principal } = record;
      let byPrincipal = byOperation.get(operation);
      if (byPrincipal === undefined) {
        byPrincipal = new Map();
        byOperation.set(operation, byPrincipal);
      }
      let entries = byPrincipal.get(principal?.id);
      if (entries === undefined) {
        entries = [];
        byPrincipal.set(principal?.id, entries);
      }
      for (const entry of entries) if (isOf(entry, record, minute)) return entry.sum;
      const { status, version, transport } = record;
      const key = sumKeyOf(record);
      const entry = { key, minute, status, version, transport, sum: emptySum() };
      entries.push(entry);
      all.push(entry);
      return entry.sum;
    },
  };
}

type Entry = FreshSum & Pick<RequestRecord, "status" | "version" | "transport">;

function isOf(entry: Entry, record: RequestRecord, minute: number): boolean {
  return (
    entry.status === record.status &&
    entry.minute === minute &&
    entry.version === record.version &&
    entry.transport === record.transport
  );
}
