"use client";

import { Button, Notice } from "@crossdock/ui";
import type { LiveTail } from "./use-live-tail.ts";

/** Above the rows: that new ones come in, how many wait, and that it has ended. */
export function LiveNotice({ tail }: { tail: LiveTail }) {
  if (tail.state === "over") {
    return (
      <div className="py-2">
        <Notice tone="info">
          Live stopped after 10 minutes.{" "}
          <button type="button" className="link" onClick={tail.start}>
            Go on
          </button>
        </Notice>
      </div>
    );
  }
  if (!tail.isOn) return null;
  return (
    <div role="status" className="flex min-h-9 items-center gap-3 text-table text-ink-2">
      {tail.state === "live" ? "Requests appear here as they come in." : "Paused."}
      {tail.skips && " More came in than can be shown: narrow the filters."}
      {tail.waiting.length > 0 && (
        <Button size="sm" variant="primary" onClick={tail.showWaiting}>
          {`${tail.waiting.length} new`}
        </Button>
      )}
    </div>
  );
}
