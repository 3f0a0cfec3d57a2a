import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { Time } from "@crossdock/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { AuditTimeline } from "../../../../components/audit-timeline.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { State } from "../../../../components/statuses.tsx";
import { durationWords } from "../duration-words.ts";
import { targetOf } from "../entry.ts";
import { RequestStatus } from "../request-status.tsx";

/** What a request led to, each part where there is any of it. */
export function Related({ log }: { log: LogDetail }) {
  const { entries, outbound, audit, events, inbound, replays } = log;
  return (
    <>
      {entries.length > 1 && (
        <DetailSection title="Calls of this batch">
          <Lines rows={entries.map(toLine)} />
        </DetailSection>
      )}
      {entries.length > 0 && outbound.length > 0 && (
        <DetailSection title="Calls of third parties">
          <Lines rows={outbound.map(toLine)} />
        </DetailSection>
      )}
      {replays.length > 0 && (
        <DetailSection title="Others with its Idempotency-Key">
          <Lines
            rows={replays.map((entry) => ({
              ...toLine(entry),
              words: <Reference text={entry.requestId} />,
            }))}
          />
        </DetailSection>
      )}
      {audit.length > 0 && (
        <DetailSection title="What it changed">
          <AuditTimeline entries={audit} steps={{}} />
        </DetailSection>
      )}
      {events.length > 0 && (
        <DetailSection title="Events">
          <Lines
            rows={events.map(({ id, type, objectId, createdAt }) => ({
              ...{ id, at: createdAt, end: <Reference text={objectId} /> },
              words: <span className="font-mono text-meta">{type}</span>,
            }))}
          />
        </DetailSection>
      )}
      {inbound.length > 0 && (
        <DetailSection title="Inbound events">
          <Lines
            rows={inbound.map(({ id, type, status, receivedAt }) => ({
              ...{ id, at: receivedAt, end: <State value={status} /> },
              words: (
                <Link href={`/inbound/${id}`} className="link font-mono text-meta">
                  {type}
                </Link>
              ),
            }))}
          />
        </DetailSection>
      )}
    </>
  );
}

type Line = { id: string; at: string; words: ReactNode; end: ReactNode };

function Lines({ rows }: { rows: readonly Line[] }) {
  return (
    <ul className="border-t border-line-strong">
      {rows.map(({ id, at, words, end }) => (
        <li
          key={id}
          className="flex min-h-9 flex-wrap items-center gap-x-4 border-b border-line py-1 text-table"
        >
          <span className="text-ink-2">
            <Time at={at} clock />
          </span>
          <span className="min-w-0 flex-1 break-words">{words}</span>
          {end}
        </li>
      ))}
    </ul>
  );
}

function toLine(entry: LogEntry): Line {
  const { id, at, method, operation, status, errorCode, durationMs } = entry;
  return {
    ...{ id, at },
    words: (
      <span className="font-mono text-meta">
        <span className="text-accent">{method}</span> {operation ?? targetOf(entry)}
      </span>
    ),
    end: (
      <>
        <span className="text-ink-2">{durationWords(durationMs)}</span>
        <RequestStatus status={status} errorCode={errorCode} />
      </>
    ),
  };
}
