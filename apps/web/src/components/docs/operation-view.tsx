import { CodeBlock } from "@crossdock/ui";
import type { Operation } from "../../reference/operations.ts";
import { Answers } from "./answers.tsx";
import { Failures } from "./failures.tsx";
import { MemberTable } from "./member-table.tsx";
import { Marked, Prose } from "./prose.tsx";

type Props = {
  operation: Operation;
  version: string;
  /** The schemas that the page explains. */
  explained: ReadonlySet<string>;
  /** Of an older version: the newest one, and what is different here; nothing where nothing is. */
  newer?: { version: string; summary: string | undefined };
};

/** One operation: a line that opens into all there is to know. */
export function OperationView({ operation, version, explained, newer }: Props) {
  const { id, method, path, summary } = operation;
  return (
    <details id={id} className="group scroll-mt-12 border-t border-line last:border-b">
      <summary className="grid min-h-10 grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-3 py-1 text-table hover:bg-panel sm:grid-cols-[4rem_minmax(0,1fr)_minmax(0,1fr)]">
        <span className="font-mono text-meta text-accent">{method}</span>
        <span className="font-mono text-meta break-words">{path}</span>
        <span className="col-start-2 text-ink-2 group-open:font-semibold group-open:text-ink sm:col-start-3">
          {summary}
        </span>
      </summary>
      <div className="grid gap-6 pt-3 pb-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <Head operation={operation} version={version} newer={newer} />
          <MemberTable title="Parameters" members={operation.parameters} />
          <MemberTable title="Headers" members={operation.headers} />
          <MemberTable title="Body" members={operation.body} explained={explained} />
          <Answers answers={operation.answers} />
          <section>
            <h3 className="pb-1 text-table">Errors</h3>
            <Failures failures={operation.failures} />
            <p className="border-t border-line pt-1 text-table text-ink-2">
              and{" "}
              <a href="#everywhere" className="link">
                those of every operation
              </a>
            </p>
          </section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CodeBlock label="curl" code={operation.curl} />
          {operation.example && <CodeBlock label="Answer" code={operation.example} />}
          <Formats operation={operation} />
        </div>
      </div>
    </details>
  );
}

function Head({ operation, version, newer }: Omit<Props, "explained">) {
  const { id, description, scope, deprecated, cost } = operation;
  return (
    <div className="flex max-w-180 flex-col gap-2">
      {description && <Prose text={description} />}
      {deprecated && <p className="text-warn">Deprecated.</p>}
      <p className="text-table text-ink-2">
        <a href={`?version=${version}#${id}`} className="link font-mono text-meta">
          {id}
        </a>
        {" · "}
        {scope === undefined || scope === "any" ? (
          "any valid key may call it"
        ) : (
          <>
            needs the scope <code className="font-mono text-meta text-ink">{scope}</code>
          </>
        )}
        {cost > 1 && ` · costs ${cost} calls of the quota`}
      </p>
      {newer && (
        <p className="text-table">
          {newer.summary && (
            <>
              Different in {version}: <Marked text={newer.summary} />{" "}
            </>
          )}
          <a href={`?version=${newer.version}#${id}`} className="link">
            {id} in {newer.version}
          </a>
        </p>
      )}
    </div>
  );
}

/** The media types, both ways. */
function Formats({ operation: { formats, answers } }: { operation: Operation }) {
  const answered = answers[0]?.formats ?? [];
  return (
    <dl className="flex flex-col gap-1 text-meta text-ink-2">
      {[
        { header: "Content-Type", types: formats },
        { header: "Accept", types: answered },
      ].map(
        ({ header, types }) =>
          types.length > 0 && (
            <div key={header}>
              <dt className="inline font-mono text-ink">{header}: </dt>
              <dd className="inline font-mono break-words">{types.join(", ")}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
