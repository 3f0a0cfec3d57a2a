"use client";

import type { LogEntry } from "@crossdock/api/schemas";
import { CopyId, KeyValues, Time } from "@crossdock/ui";
import { ListFilter } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { Reference } from "../../../../components/reference.tsx";
import { sizeWords } from "../duration-words.ts";
import { clientOf } from "../entry.ts";
import { filterWords, type NarrowingName, transportWords } from "../filter-words.ts";

type Props = { entry: LogEntry; requestId: string };

/** Who asked for what, when, from where and by which way. */
export function RequestFacts({ entry, requestId }: Props) {
  const { principal, operation, version, partnerId, ip, traceId, bytesIn, bytesOut } = entry;
  return (
    <DetailSection title="Overview">
      <KeyValues
        items={[
          ["Request", <CopyId key="request" id={requestId} />],
          ["When", <Time key="when" at={entry.at} full />],
          [
            "Client",
            principal && (
              <Fact key="client" name="principalId" value={principal.id}>
                <ClientLink entry={entry} pages={pages} />
              </Fact>
            ),
          ],
          [
            "Partner",
            partnerId && (
              <Fact key="partner" name="partnerId" value={partnerId}>
                <Reference text={partnerId} />
              </Fact>
            ),
          ],
          [
            "Operation",
            operation && (
              <Fact key="operation" name="operation" value={operation}>
                {entry.transport === "rest" ? (
                  <Link href={`/operations/${operation}`} className="link">
                    {operation}
                  </Link>
                ) : (
                  operation
                )}
              </Fact>
            ),
          ],
          [
            "By",
            <Fact key="by" name="transport" value={entry.transport}>
              {[transportWords(entry.transport), version].filter(Boolean).join(", ")}
            </Fact>,
          ],
          [
            "Path",
            <span key="path" className="font-mono text-meta break-all">
              {entry.path}
            </span>,
          ],
          [
            "Error",
            entry.errorCode && (
              <Fact key="error" name="errorCode" value={entry.errorCode}>
                <Link href={`/docs/errors/${entry.errorCode}`} className="link font-mono text-meta">
                  {entry.errorCode}
                </Link>
              </Fact>
            ),
          ],
          [
            "From",
            ip && (
              <Fact key="from" name="ip" value={ip}>
                <span className="font-mono text-meta">{ip}</span>
              </Fact>
            ),
          ],
          ["Program", entry.userAgent],
          ["Sent and answered", `${sizeWords(bytesIn)}, ${sizeWords(bytesOut)}`],
          [
            "Trace",
            <Fact key="trace" name="traceId" value={traceId}>
              <CopyId id={traceId} />
            </Fact>,
          ],
          ...(entry.replayed
            ? [["Answer", "That of an earlier request with the same Idempotency-Key"] as const]
            : []),
        ]}
      />
    </DetailSection>
  );
}

/** A fact, and the way to all requests that share it. */
function Fact({
  name,
  value,
  children,
}: {
  name: NarrowingName;
  value: string;
  children: ReactNode;
}) {
  const words = `All requests with this ${filterWords[name].toLowerCase()}`;
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="min-w-0 break-words">{children}</span>
      <Link
        href={`/requests?${new URLSearchParams({ [name]: value })}`}
        aria-label={words}
        title={words}
        className="flex size-6 shrink-0 items-center justify-center text-ink-3 hover:text-ink"
      >
        <ListFilter aria-hidden className="size-3" />
      </Link>
    </span>
  );
}

type ClientProps = {
  entry: LogEntry;
  /** Where those of a kind have pages. */
  pages: Readonly<Record<string, string>>;
};

/** Who called, and the way to the page of it where it has one. */
export function ClientLink({ entry, pages }: ClientProps) {
  const { principal } = entry;
  const page = principal && pages[principal.kind];
  if (!page) return clientOf(entry);
  return (
    <Link href={`${page}/${principal.id}`} className="link">
      {clientOf(entry)}
    </Link>
  );
}

const pages: Record<string, string> = {
  apiKey: "/keys",
  oauthClient: "/clients",
  connector: "/connectors",
  customer: "/customers",
};
