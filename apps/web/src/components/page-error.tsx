"use client";

import { Button, EmptyState } from "@crossdock/ui";

export type PageErrorProps = { error: Error & { digest?: string }; reset(): void };

/** What stands in place of a page that failed. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <div className="px-4 sm:px-6">
      <EmptyState
        kind="failed"
        level={1}
        title="This page could not be shown"
        action={<Button onClick={reset}>Try again</Button>}
      >
        <p>
          The server's log has the cause{error.digest && ` under ${error.digest}`}. Nothing was
          changed.
        </p>
      </EmptyState>
    </div>
  );
}
