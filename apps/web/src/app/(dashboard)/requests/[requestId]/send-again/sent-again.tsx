import type { LogReplay } from "@crossdock/api/schemas";
import { CodeBlock } from "@crossdock/ui";
import { Reference } from "../../../../../components/reference.tsx";
import { prettyJson } from "../../../../../pretty-json.ts";
import { RequestStatus } from "../../request-status.tsx";

/** How it was answered this time, and what is different from the first. */
export function SentAgain({ answer }: { answer: LogReplay }) {
  const { status, errorCode, requestId, differences, body } = answer;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-x-4 text-table">
        <RequestStatus status={status} errorCode={errorCode} />
        <Reference text={requestId} />
      </p>
      {differences.length === 0 ? (
        <p className="text-table">The answer is the same as the first.</p>
      ) : (
        <table className="w-full table-fixed text-table">
          <caption className="pb-1 text-left font-semibold">
            What is different about the answer
          </caption>
          <thead className="text-meta text-ink-2">
            <tr>
              {["Where", "Then", "Now"].map((head) => (
                <th key={head} scope="col" className="text-left font-normal">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differences.map(({ member, before, after }) => (
              <tr key={member} className="border-t border-line align-top">
                <th
                  scope="row"
                  className="py-1 pr-2 text-left font-mono text-meta font-normal break-words"
                >
                  {member}
                </th>
                <td className="py-1 pr-2 font-mono text-meta break-words text-ink-2">
                  {before ?? "–"}
                </td>
                <td className="py-1 font-mono text-meta break-words">{after ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {body !== null && (
        <details className="text-table">
          <summary className="w-fit text-ink-2">The answer's body</summary>
          <CodeBlock label="Body" code={prettyJson(body)} />
        </details>
      )}
    </div>
  );
}
