"use client";

import { idPattern, timeOfId } from "@crossdock/core";
import { Button, EmptyState, Time } from "@crossdock/ui";
import { LinkButton } from "../../../../components/link-button.tsx";

type Props = { requestId: string; onRetry(): void };

/** What stands where a request was, or is not yet, or never could be. */
export function GoneRequest({ requestId, onRetry }: Props) {
  const at = idPattern("req").test(requestId) ? timeOfId(requestId).toISOString() : null;
  return (
    <div className="px-4 sm:px-6">
      <EmptyState
        kind="no-match"
        level={1}
        title={at === null ? "That is no request's id" : "The log does not have this request"}
        action={
          <div className="flex gap-2">
            {at !== null && <Button onClick={onRetry}>Look again</Button>}
            <LinkButton href="/requests">Go to the requests</LinkButton>
          </div>
        }
      >
        <p className="font-mono text-meta break-all">{requestId}</p>
        {at === null ? (
          <p>An id begins with req_ and has 26 letters and digits after it. Check the address.</p>
        ) : (
          <p>
            By its id it came in <Time at={at} full />. Requests are kept for a while, 30 days
            unless LOG_RETENTION_DAYS says otherwise, and then dropped; one of the last second or
            two may still be on its way.
          </p>
        )}
      </EmptyState>
    </div>
  );
}
