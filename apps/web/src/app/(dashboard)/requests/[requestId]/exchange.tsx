"use client";

import type { LogDetail, LogEntry } from "@crossdock/api/schemas";
import { CodeBlock, Notice } from "@crossdock/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { prettyJson } from "../../../../pretty-json.ts";
import { useMay } from "../../../../trpc/use-may.ts";

type Props = { entry: LogEntry; detail: LogDetail["detail"] };

/** What was sent and what was answered, as far as it was kept. */
export function Exchange({ entry, detail }: Props) {
  const policy = <Policy entry={entry} />;
  if (detail === null) {
    return (
      <DetailSection title="Request and answer">
        <Notice tone="info">Their headers and bodies were not kept. {policy}</Notice>
      </DetailSection>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {detail.masked && (
        <Notice tone="info">
          Parts of this are masked: secrets, and what is about persons, are never written to the
          log. So it cannot be sent again as it was. {policy}
        </Notice>
      )}
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2">
        <DetailSection title="Request">
          <div className="flex flex-col gap-3">
            {detail.query && <CodeBlock label="Query" code={queryLines(detail.query)} />}
            <Headers headers={detail.requestHeaders} />
            <Body body={detail.requestBody} bytes={entry.bytesIn} whose={policy} />
          </div>
        </DetailSection>
        <DetailSection title="Answer">
          <div className="flex flex-col gap-3">
            <Headers headers={detail.responseHeaders} />
            <Body body={detail.responseBody} bytes={entry.bytesOut} whose={policy} />
          </div>
        </DetailSection>
      </div>
    </div>
  );
}

/** What decides about it; for who may see the API's operations, the place to change it. */
function Policy({ entry: { operation, transport } }: Pick<Props, "entry">) {
  const maySee = useMay("operations:read");
  const words = "What is kept of bodies is set for each operation";
  // Other transports' bodies are never kept, so their operations have nothing to set.
  if (operation === null || !["rest", "mcp"].includes(transport)) return null;
  if (!maySee) return `${words} by whoever runs the API.`;
  return (
    <>
      {words}:{" "}
      <Link href={`/operations/${operation}#bodies`} className="link">
        Bodies in the log
      </Link>
    </>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  if (lines.length === 0) return null;
  return <CodeBlock label="Headers" code={lines.join("\n")} />;
}

type BodyProps = { body: string | null; bytes: number; whose: ReactNode };

function Body({ body, bytes, whose }: BodyProps) {
  if (body !== null && body !== "") return <CodeBlock label="Body" code={prettyJson(body)} />;
  return (
    <p className="text-table text-ink-2">
      {bytes === 0 || body === "" ? "Without a body." : <>Its body was not kept. {whose}</>}
    </p>
  );
}

function queryLines(query: string): string {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name} = ${value}`).join("\n");
}
