"use client";

import { CodeBlock, CopyId, KeyValues, Notice, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PageHeader } from "../../../../components/page-header.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { words } from "../../../../words.ts";

export function InboundDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: event } = useSuspenseQuery(trpc.inbox.get.queryOptions({ id }));
  return (
    <>
      <PageHeader title={event.type} facts={<State value={event.status} />} />
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-5 sm:px-6">
        {event.lastError && <Notice tone="bad">{event.lastError}</Notice>}
        <KeyValues
          items={[
            ["From", words(event.connector)],
            ["Result", event.result && <Reference key="result" text={event.result} />],
            ["Received", <Time key="received" at={event.receivedAt} full />],
            ["Worked off", event.processedAt && <Time key="done" at={event.processedAt} full />],
            ["Attempts", String(event.attempts)],
            ["Repeats", `${event.duplicates} without effect`],
            ["Their id", <CopyId key="event" id={event.eventId} />],
            ["Request", <CopyId key="request" id={event.requestId} />],
          ]}
        />
        {event.body === null ? (
          <Notice tone="info">What it said is not kept any more.</Notice>
        ) : (
          <CodeBlock label="Body, as it came" code={pretty(event.body)} />
        )}
      </div>
    </>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
