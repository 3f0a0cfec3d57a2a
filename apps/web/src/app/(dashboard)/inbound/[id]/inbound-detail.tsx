"use client";

import { CodeBlock, CopyId, KeyValues, Notice, Time } from "@crossdock/ui";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PageHeader } from "../../../../components/page-header.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { words } from "../../../../words.ts";
import { EventBody } from "./event-body.tsx";
import { ReprocessButton } from "./reprocess-button.tsx";

export function InboundDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: event } = useSuspenseQuery(trpc.inbox.get.queryOptions({ id }));
  const isDone = ["processed", "ignored", "failed"].includes(event.status);
  const headers = Object.entries(event.headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <>
      <PageHeader
        title={event.type}
        facts={<State value={event.status} />}
        actions={mayWrite && isDone && event.body !== null && <ReprocessButton id={id} />}
      />
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-5 sm:px-6">
        {event.conflictOf && (
          <Notice tone="warn">
            <p>
              <Reference text={event.conflictOf} /> had this id first, with another text. Providers
              never do that: somebody replays, or the provider has a fault. It was not worked off.
            </p>
          </Notice>
        )}
        {event.lastError && <Notice tone="bad">{event.lastError}</Notice>}
        <KeyValues
          items={[
            ["From", <From key="from" event={event} />],
            ["Account there", event.account],
            ["Result", event.result && <Reference key="result" text={event.result} />],
            ["Received", <Time key="received" at={event.receivedAt} full />],
            ["Worked off", event.processedAt && <Time key="done" at={event.processedAt} full />],
            ["Attempts", String(event.attempts)],
            ["Repeats", `${event.duplicates} without effect`],
            ["Their id", <CopyId key="event" id={event.eventId} />],
            ["Request", <Reference key="request" text={event.requestId} />],
          ]}
        />
        {headers.length > 0 && <CodeBlock label="Headers" code={headers.join("\n")} />}
        <EventBody body={event.body} />
      </div>
    </>
  );
}

function From({ event }: { event: { connector: string; sourceId: string | null } }) {
  const trpc = useTRPC();
  const isSource = event.sourceId !== null;
  const { data: sources } = useQuery(
    trpc.inboundSources.list.queryOptions({ limit: 100 }, { enabled: isSource }),
  );
  if (!isSource) return words(event.connector);
  const isRemoved =
    sources?.hasMore === false && !sources.data.some(({ id }) => id === event.sourceId);
  if (isRemoved) return `${event.connector}, which was removed`;
  return (
    <Link className="link" href={`/inbound/sources/${event.sourceId}`}>
      {event.connector}
    </Link>
  );
}
