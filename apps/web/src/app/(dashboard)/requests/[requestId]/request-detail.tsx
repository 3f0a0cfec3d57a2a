"use client";

import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { Terminal } from "lucide-react";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useKeys } from "../../../../use-keys.ts";
import { durationWords } from "../duration-words.ts";
import { targetOf } from "../entry.ts";
import { RequestStatus } from "../request-status.tsx";
import { curlOf } from "./curl.ts";
import { CurlSection } from "./curl-section.tsx";
import { Exchange } from "./exchange.tsx";
import { Neighbours } from "./neighbours.tsx";
import { Phases } from "./phases.tsx";
import { Related } from "./related.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { SendAgain } from "./send-again/send-again.tsx";

type Props = { requestId: string; log: LogDetail; appUrl: string; mayReplay: boolean };

export function RequestDetail({ requestId, log, appUrl, mayReplay }: Props) {
  const toast = useToast();
  const entry = log.entries[0] ?? log.outbound[0];
  const curl = entry ? curlOf(entry, log.detail, appUrl) : null;
  const copyCurl = () => {
    if (!curl) return;
    void navigator.clipboard
      .writeText(curl.command)
      .then(() => toast.ok("Copied as cURL", "Set API_KEY in your shell before you run it."));
  };
  useKeys({ c: copyCurl });
  if (!entry) return null;
  return (
    <>
      <PageHeader
        title={<Title entry={entry} />}
        facts={
          <>
            <RequestStatus status={entry.status} errorCode={entry.errorCode} />
            <span>{durationWords(entry.durationMs)}</span>
          </>
        }
        actions={
          <>
            <Neighbours requestId={requestId} />
            {curl && (
              <Button size="sm" onClick={copyCurl} title="C">
                <Terminal aria-hidden /> Copy as cURL
              </Button>
            )}
            {mayReplay && canBeSentAgain(entry) && (
              <SendAgain entry={entry} requestId={requestId} detail={log.detail} />
            )}
          </>
        }
      />
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

function Title({ entry }: { entry: LogEntry }) {
  return (
    <span className="font-mono text-section break-all">
      <span className="text-accent">{entry.method}</span> {targetOf(entry)}
    </span>
  );
}
