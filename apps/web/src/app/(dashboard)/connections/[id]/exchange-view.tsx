import { CodeBlock, Notice, Status } from "@crossdock/ui";
import { prettyJson } from "../../../../pretty-json.ts";
import type { Outputs } from "../../../../trpc/server.tsx";

type Exchange = Outputs["connections"]["test"];

/** What was sent, without the credential, and what came back. */
export function ExchangeView({ exchange: { request, answer } }: { exchange: Exchange }) {
  return (
    <div className="flex flex-col gap-3">
      {answer && answer.status === null && <Notice tone="bad">{answer.failure}</Notice>}
      {answer && answer.status !== null && (
        <>
          <div className="flex flex-wrap items-center gap-x-4 text-table">
            <Status tone={answer.status < 400 ? "ok" : "bad"}>{`Status ${answer.status}`}</Status>
            <span className="text-ink-2">{answer.durationMs} ms</span>
          </div>
          <CodeBlock label="Answer" code={prettyJson(answer.body) || "(empty)"} />
        </>
      )}
      <ShownRequest request={request} />
    </div>
  );
}

/** A request as it goes out, but for the credential. */
export function ShownRequest({ request }: { request: Exchange["request"] }) {
  const { method, url, headers, body } = request;
  const lines = [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === null ? [] : ["", prettyJson(body)]),
  ];
  return <CodeBlock label="Request" code={lines.join("\n")} />;
}
