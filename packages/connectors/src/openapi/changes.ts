import type { ApiDocument } from "./document.ts";
import { findOperation, listOperations, type OperationSummary } from "./operations.ts";

/** What a newer document says otherwise about an operation. */
export type OperationChange = {
  method: string;
  path: string;
  change: "added" | "removed" | "changed" | "deprecated";
};

/** The operations that a newer document has more, has no more, or describes otherwise. */
export function changesBetween(before: ApiDocument, after: ApiDocument): OperationChange[] {
  const [old, current] = [listOperations(before), listOperations(after)];
  const known = new Map(old.map((operation) => [nameOf(operation), operation]));
  const present = new Set(current.map(nameOf));
  const removed = old.filter((operation) => !present.has(nameOf(operation)));
  return [
    ...removed.map(({ method, path }) => ({ method, path, change: "removed" as const })),
    ...current.flatMap(({ method, path, deprecated }): OperationChange[] => {
      const was = known.get(nameOf({ method, path }));
      if (!was) return [{ method, path, change: "added" }];
      if (deprecated && !was.deprecated) return [{ method, path, change: "deprecated" }];
      return takenBy(before, was) === takenBy(after, was)
        ? []
        : [{ method, path, change: "changed" }];
    }),
  ];
}

function nameOf({ method, path }: Pick<OperationSummary, "method" | "path">): string {
  return `${method} ${path}`;
}

/** What an operation takes, as a text to compare; its words for people do not count. */
function takenBy(document: ApiDocument, { method, path }: OperationSummary): string {
  const { parameters, body } = findOperation(document, method, path) ?? {};
  return JSON.stringify({ parameters, body }, (name, value) =>
    words.has(name) ? undefined : value,
  );
}

const words = new Set(["description", "summary", "title", "example", "examples"]);
