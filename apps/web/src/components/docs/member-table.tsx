import type { Member } from "../../reference/members.ts";
import { Marked } from "./prose.tsx";

type Props = {
  title: string;
  members: readonly Member[];
  /** The schemas that this page explains: types lead to them. */
  explained?: ReadonlySet<string>;
};

/** Parameters or members, one a line; nothing where there is none. */
export function MemberTable({ title, members, explained = nothing }: Props) {
  if (members.length === 0) return null;
  return (
    <section className="min-w-0">
      <h3 className="pb-1 text-table">{title}</h3>
      <dl className="text-table">
        {members.map(({ name, type, required, description }) => (
          <div key={name} className="border-t border-line py-1.5">
            <dt className="flex flex-wrap items-baseline gap-x-3">
              <code className="font-mono text-meta font-semibold">{name}</code>
              <span className="font-mono text-meta break-words text-ink-2">
                <Type text={type} explained={explained} />
              </span>
              {required && <span className="text-meta text-warn">required</span>}
            </dt>
            {description && (
              <dd className="text-ink-2">
                <Marked text={description} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}

const nothing: ReadonlySet<string> = new Set();

function Type({ text, explained }: { text: string; explained: ReadonlySet<string> }) {
  return text.split(/\b/).map((word) => {
    if (!explained.has(word)) return word;
    return (
      <a key={word} href={`#${word}`} className="link">
        {word}
      </a>
    );
  });
}
