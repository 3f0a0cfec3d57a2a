import type { VersionFacts } from "@crossdock/adapters";
import type { Difference } from "./diff.ts";
import { diffDocuments } from "./diff.ts";
import { Document } from "./document.ts";

/** A version, and what is different between it and the one before. */
export type Release = {
  facts: VersionFacts;
  /** Missing of the first version. */
  before?: {
    version: string;
    /** What the older version says of its operations; those of which it says the same are together. */
    operations: { summary: string; names: string[] }[];
    shapes: Difference[];
  };
};

type Source = {
  versions: VersionFacts[];
  openapi(version: string): string | undefined;
  changes(version: string): { operation: string; summary: string }[];
};

/** The releases of the API, the newest first. */
export function releasesOf({ versions, openapi, changes }: Source): Release[] {
  return versions.map((facts, index) => {
    const older = versions[index + 1]?.name;
    const [now, then] = [openapi(facts.name), openapi(older ?? "")];
    if (older === undefined || now === undefined || then === undefined) return { facts };
    const before = {
      version: older,
      operations: alike(changes(older), changes(facts.name)),
      shapes: diffDocuments(Document.parse(JSON.parse(now)), Document.parse(JSON.parse(then))),
    };
    return { facts, before };
  });
}

type Changes = ReturnType<Source["changes"]>;

/** Every version says how it differs from the newest: what two neighbours say alike is no difference. */
function alike(older: Changes, newer: Changes) {
  const own = older.filter(
    ({ operation, summary }) =>
      !newer.some((other) => other.operation === operation && other.summary === summary),
  );
  const groups = Map.groupBy(own, ({ summary }) => summary);
  return [...groups].map(([summary, group]) => {
    return { summary, names: group.map(({ operation }) => operation) };
  });
}
