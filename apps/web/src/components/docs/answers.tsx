import type { Answer } from "../../reference/answers.ts";

/** What an operation answers when it succeeds, and where its answer leads. */
export function Answers({ answers }: { answers: readonly Answer[] }) {
  return (
    <section>
      <h3 className="pb-1 text-table">Answers</h3>
      <dl className="grid grid-cols-[3rem_minmax(0,1fr)] text-table">
        {answers.map((answer) => (
          <div key={answer.status} className="contents">
            <dt className="border-t border-line py-1 font-mono text-meta">{answer.status}</dt>
            <dd className="border-t border-line py-1 text-ink-2">
              <Type answer={answer} /> {answer.description}
              <Names title="Headers" names={answer.headers} />
              <Links ids={answer.links} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Type({ answer: { type, schema } }: { answer: Answer }) {
  if (schema === undefined) return <code className="font-mono text-meta text-ink">{type}</code>;
  return (
    <a href={`#${schema}`} className="link font-mono text-meta">
      {type}
    </a>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="text-meta">
      {title}: <span className="font-mono break-words">{names.join(", ")}</span>
    </p>
  );
}

function Links({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <p className="text-meta">
      Leads to:{" "}
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a href={`#${id}`} className="link font-mono">
            {id}
          </a>
        </span>
      ))}
    </p>
  );
}
