import { CodeBlock, Notice, Status } from "@crossdock/ui";
import { Reference } from "../../../../components/reference.tsx";
import { prettyJson } from "../../../../pretty-json.ts";
import type { Exchange } from "./send.ts";

/** What came back. */
export function TryItAnswer({ exchange }: { exchange: Exchange }) {
  if ("failure" in exchange)
    return <Notice tone="bad">Nothing was sent: {exchange.failure}</Notice>;
  const { status, statusText, durationMs, requestId, headers, body } = exchange;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 text-table">
        <Status tone={status < 400 ? "ok" : "bad"}>{`${status} ${statusText}`}</Status>
        <span className="text-ink-2">{Math.round(durationMs)} ms</span>
        {requestId && <Reference text={requestId} />}
      </div>
      <CodeBlock label="Body" code={body === "" ? "(empty)" : prettyJson(body)} />
      <details className="text-table">
        <summary className="min-h-6 text-ink-2">{headers.length} headers</summary>
        <CodeBlock
          label="Headers"
          code={headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
        />
      </details>
    </div>
  );
}
