import { CodeBlock } from "@crossdock/ui";
import type { Operation } from "../../reference/operations.ts";
import { MemberTable } from "./member-table.tsx";

/** One operation: a line that opens into all there is to know. */
export function OperationView({ operation }: { operation: Operation }) {
  const { method, path, summary, description, scope } = operation;
  return (
    <details id={operation.id} className="group border-t border-line last:border-b">
      <summary className="grid min-h-10 grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-3 py-1 text-table hover:bg-panel sm:grid-cols-[4rem_minmax(0,1fr)_minmax(0,1fr)]">
        <span className="font-mono text-meta text-accent">{method}</span>
        <span className="font-mono text-meta break-words">{path}</span>
        <span className="col-start-2 text-ink-2 group-open:font-semibold group-open:text-ink sm:col-start-3">
          {summary}
        </span>
      </summary>
      <div className="grid gap-6 pt-3 pb-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {description && <p className="max-w-180">{description}</p>}
          {scope && (
            <p className="text-table text-ink-2">
              {scope === "any" ? (
                "Any valid key may call it."
              ) : (
                <>
                  Needs the scope <code className="font-mono text-ink">{scope}</code>
                </>
              )}
            </p>
          )}
          <MemberTable title="Parameters" members={operation.parameters} />
          <MemberTable title="Body" members={operation.body} />
          <Answers operation={operation} />
        </div>
        <div className="min-w-0">
          <CodeBlock label="curl" code={operation.curl} />
        </div>
      </div>
    </details>
  );
}

function Answers({ operation }: { operation: Operation }) {
  return (
    <section>
      <h3 className="pb-1 text-table">Answers</h3>
      <dl className="grid grid-cols-[3rem_minmax(0,1fr)] text-table">
        {operation.answers.map(({ status, description, type }) => (
          <div key={status} className="contents">
            <dt className="border-t border-line py-1 font-mono text-meta">{status}</dt>
            <dd className="border-t border-line py-1 text-ink-2">
              {type && <code className="font-mono text-meta text-ink">{type} </code>}
              {description}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
