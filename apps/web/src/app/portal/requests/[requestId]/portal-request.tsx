"use client";

import type { LogEntry } from "@crossdock/api/schemas";
import { Button, buttonClass, CopyId, KeyValues, Notice, Time, useToast } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Rows3, Terminal } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useKeys } from "../../../../use-keys.ts";
import { words } from "../../../../words.ts";
import { curlOf } from "../../../(dashboard)/requests/[requestId]/curl.ts";
import { CurlSection } from "../../../(dashboard)/requests/[requestId]/curl-section.tsx";
import { Exchange } from "../../../(dashboard)/requests/[requestId]/exchange.tsx";
import { Phases } from "../../../(dashboard)/requests/[requestId]/phases.tsx";
import { durationWords, sizeWords } from "../../../(dashboard)/requests/duration-words.ts";
import { clientOf, targetOf } from "../../../(dashboard)/requests/entry.ts";
import { transportWords } from "../../../(dashboard)/requests/filter-words.ts";
import { RequestStatus } from "../../../(dashboard)/requests/request-status.tsx";

type Props = { requestId: string; appUrl: string };

/** One call of the partner's own: what was sent, what was answered, and what went wrong. */
export function PortalRequest({ requestId, appUrl }: Props) {
  const trpc = useTRPC();
  const toast = useToast();
  const search = useSearchParams().toString();
  const { data: log } = useSuspenseQuery(trpc.logs.get.queryOptions({ requestId }));
  const entry = log.entries[0];
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
        title={
          <span className="font-mono text-section break-all">
            <span className="text-accent">{entry.method}</span> {targetOf(entry)}
          </span>
        }
        facts={
          <>
            <RequestStatus status={entry.status} errorCode={entry.errorCode} />
            <span>{durationWords(entry.durationMs)}</span>
          </>
        }
        actions={
          <>
            <Link
              href={`/portal/requests${search && `?${search}`}`}
              className={buttonClass({ variant: "quiet", size: "sm" })}
            >
              <Rows3 aria-hidden /> List
            </Link>
            {curl && (
              <Button size="sm" onClick={copyCurl} title="C">
                <Terminal aria-hidden /> Copy as cURL
              </Button>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <Failure entry={entry} />
        <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2">
          <Facts entry={entry} requestId={requestId} />
          <Phases entry={entry} />
        </div>
        <Exchange entry={entry} detail={log.detail} />
        {curl && <CurlSection curl={curl} masked={log.detail?.masked === true} />}
      </div>
    </>
  );
}

/** What went wrong, and where the mend is described. */
function Failure({ entry: { errorCode, status } }: { entry: LogEntry }) {
  if (errorCode === null) return null;
  return (
    <Notice tone={status >= 500 ? "bad" : "warn"}>
      <p className="font-semibold">{words(errorCode)}</p>
      <p>
        What it means and how to mend it:{" "}
        <Link href={`/docs/errors/${errorCode}`} className="link font-mono text-meta">
          {errorCode}
        </Link>
      </p>
    </Notice>
  );
}

function Facts({ entry, requestId }: { entry: LogEntry; requestId: string }) {
  const { principal, operation, version, transport, userAgent, ip, bytesIn, bytesOut } = entry;
  const pages = principal?.kind === "oauthClient" ? "clients" : "keys";
  return (
    <DetailSection title="Overview">
      <KeyValues
        items={[
          ["Request", <CopyId key="request" id={requestId} />],
          ["When", <Time key="when" at={entry.at} full />],
          [
            "Key or client",
            principal && (
              <Link key="client" href={`/portal/${pages}/${principal.id}`} className="link">
                {clientOf(entry)}
              </Link>
            ),
          ],
          [
            "Operation",
            operation && (
              <Link
                key="operation"
                href={`/docs/reference#${operation}`}
                className="link font-mono text-meta"
              >
                {operation}
              </Link>
            ),
          ],
          ["By", [transportWords(transport), version].filter(Boolean).join(", ")],
          [
            "Path",
            <span key="path" className="font-mono text-meta break-all">
              {entry.path}
            </span>,
          ],
          ["From", ip && <span className="font-mono text-meta">{ip}</span>],
          ["Program", userAgent],
          ["Sent and answered", `${sizeWords(bytesIn)}, ${sizeWords(bytesOut)}`],
          ...(entry.replayed
            ? [["Answer", "That of an earlier request with the same Idempotency-Key"] as const]
            : []),
        ]}
      />
    </DetailSection>
  );
}
