"use client";

import type { LogEntry } from "@crossdock/api/schemas";
import { buttonClass, CopyId, KeyValues, Notice, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Rows3 } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { words } from "../../../../words.ts";
import { CurlSection } from "../../../(dashboard)/requests/[requestId]/curl-section.tsx";
import { Exchange } from "../../../(dashboard)/requests/[requestId]/exchange.tsx";
import { Phases } from "../../../(dashboard)/requests/[requestId]/phases.tsx";
import { ClientLink } from "../../../(dashboard)/requests/[requestId]/request-facts.tsx";
import { RequestHeader } from "../../../(dashboard)/requests/[requestId]/request-header.tsx";
import { useCurl } from "../../../(dashboard)/requests/[requestId]/use-curl.ts";
import { sizeWords } from "../../../(dashboard)/requests/duration-words.ts";
import { transportWords } from "../../../(dashboard)/requests/filter-words.ts";

type Props = { requestId: string; appUrl: string };

/** One call of the partner's own: what was sent, what was answered, and what went wrong. */
export function PortalRequest({ requestId, appUrl }: Props) {
  const trpc = useTRPC();
  const search = useSearchParams().toString();
  const { data: log } = useSuspenseQuery(trpc.logs.get.queryOptions({ requestId }));
  const entry = log.entries[0];
  const { curl, copy } = useCurl(entry, log.detail, appUrl);
  if (!entry) return null;
  return (
    <>
      <RequestHeader
        entry={entry}
        onCopyCurl={copy}
        back={
          <Link
            href={`/portal/requests${search && `?${search}`}`}
            className={buttonClass({ variant: "quiet", size: "sm" })}
          >
            <Rows3 aria-hidden /> List
          </Link>
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
  const { operation, version, transport, userAgent, ip, bytesIn, bytesOut } = entry;
  return (
    <DetailSection title="Overview">
      <KeyValues
        items={[
          ["Request", <CopyId key="request" id={requestId} />],
          ["When", <Time key="when" at={entry.at} full />],
          [
            "Key or client",
            entry.principal && <ClientLink key="client" entry={entry} pages={pages} />,
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

const pages = { apiKey: "/portal/keys", oauthClient: "/portal/clients" };
