import type { Transport } from "@crossdock/api/schemas";
import type { TimelineEntry } from "@crossdock/ui";
import { Time, Timeline } from "@crossdock/ui";
import type { Outputs } from "../trpc/server.tsx";
import { Reference } from "./reference.tsx";

type Entry = Outputs["audit"]["list"]["data"][number];

type Props = {
  /** Newest first. */
  entries: readonly Entry[];
  /** The actions in words; others show their name. */
  steps: Record<string, { tone: TimelineEntry["tone"]; words: string }>;
};

/** Who did what to one thing, by which transport, in which request. */
export function AuditTimeline({ entries, steps }: Props) {
  return <Timeline entries={entries.map((entry) => toEntry(entry, steps[entry.action]))} />;
}

function toEntry(
  { id, action, actor, transport, requestId, createdAt }: Entry,
  step: Props["steps"][string] | undefined,
): TimelineEntry {
  return {
    id,
    tone: step?.tone ?? "info",
    title: step?.words ?? <code className="font-mono text-meta">{action}</code>,
    meta: (
      <>
        <span>{actor.name}</span>
        <span>by {transports[transport] ?? transport}</span>
        <Time at={createdAt} />
        <Reference text={requestId} />
      </>
    ),
  };
}

const transports: Record<string, string> = {
  trpc: "dashboard",
  rest: "REST API",
  mcp: "MCP",
  webhook: "webhook",
  job: "background job",
  cli: "command line",
  page: "sign-in page",
  seed: "demo data",
} satisfies Record<Transport, string>;
