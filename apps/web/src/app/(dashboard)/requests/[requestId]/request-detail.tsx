"use client";

import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { CurlSection } from "./curl-section.tsx";
import { Exchange } from "./exchange.tsx";
import { Neighbours } from "./neighbours.tsx";
import { Phases } from "./phases.tsx";
import { Related } from "./related.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { RequestHeader } from "./request-header.tsx";
import { SendAgain } from "./send-again/send-again.tsx";
import { useCurl } from "./use-curl.ts";

type Props = { requestId: string; log: LogDetail; appUrl: string; mayReplay: boolean };

export function RequestDetail({ requestId, log, appUrl, mayReplay }: Props) {
  const entry = log.entries[0] ?? log.outbound[0];
  const { curl, copy } = useCurl(entry, log.detail, appUrl);
  if (!entry) return null;
  return (
    <>
      <RequestHeader entry={entry} onCopyCurl={copy} back={<Neighbours requestId={requestId} />}>
        {mayReplay && canBeSentAgain(entry) && (
          <SendAgain entry={entry} requestId={requestId} detail={log.detail} />
        )}
      </RequestHeader>
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2">
          <RequestFacts entry={entry} requestId={requestId} />
          <Phases entry={entry} />
        </div>
        <Exchange entry={entry} detail={log.detail} />
        {curl && <CurlSection curl={curl} masked={log.detail?.masked === true} />}
        <Related log={log} />
      </div>
    </>
  );
}

// Where nothing answers to the path, the log keeps a mask of it.
function canBeSentAgain({ transport, operation }: LogEntry): boolean {
  return transport === "rest" && operation !== null;
}
