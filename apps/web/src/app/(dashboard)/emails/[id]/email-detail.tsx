"use client";

import { CopyId, KeyValues, Notice, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PageHeader } from "../../../../components/page-header.tsx";
import { State } from "../../../../components/statuses.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";

export function EmailDetail({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: email } = useSuspenseQuery(trpc.notifications.get.queryOptions({ id }));
  return (
    <>
      <PageHeader title={email.subject} facts={<State value={email.status} />} />
      <div className="flex max-w-180 flex-col gap-6 px-4 py-5 sm:px-6">
        {email.status === "kept" && (
          <Notice tone="info">
            Not sent, since no mail server is configured. Set SMTP_URL and start again to send the
            next ones.
          </Notice>
        )}
        {email.lastError && <Notice tone="bad">{email.lastError}</Notice>}
        <KeyValues
          items={[
            ["To", email.to],
            ["Written", <Time key="written" at={email.createdAt} full />],
            ["Sent", email.sentAt && <Time key="sent" at={email.sentAt} full />],
            ["Id", <CopyId key="id" id={email.id} />],
          ]}
        />
        <div className="rounded-panel border border-line bg-panel p-5 break-words whitespace-pre-wrap">
          {email.text}
        </div>
      </div>
    </>
  );
}
