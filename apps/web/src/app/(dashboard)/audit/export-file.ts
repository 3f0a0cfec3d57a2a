import { csvRow } from "@crossdock/core";
import type { Outputs } from "../../../trpc/server.tsx";

type Entry = Outputs["audit"]["export"]["data"][number];

export type ExportFormat = "csv" | "ndjson";

/** The text that heads a file, and that of each entry; both end their lines. */
export const exportTexts: Record<
  ExportFormat,
  { type: string; head: string; row(entry: Entry): string }
> = {
  csv: {
    type: "text/csv",
    head: csvRow([
      ...["id", "createdAt", "action", "targetId", "transport", "requestId"],
      ...["actorKind", "actorId", "actorName"],
    ]),
    row: ({ actor, ...entry }) =>
      csvRow([
        ...[entry.id, entry.createdAt, entry.action, entry.targetId, entry.transport],
        ...[entry.requestId, actor.kind, actor.id, actor.name],
      ]),
  },
  ndjson: { type: "application/x-ndjson", head: "", row: (entry) => `${JSON.stringify(entry)}\n` },
};
