import type { Shape } from "../../reference/shapes.ts";
import { MemberTable } from "./member-table.tsx";
import { Marked } from "./prose.tsx";

type Props = { shape: Shape; explained: ReadonlySet<string> };

/** A schema, or the body of an event: a line that opens into its members. */
export function SchemaView({ shape: { id, title, members }, explained }: Props) {
  return (
    <details id={id} className="scroll-mt-12 border-t border-line last:border-b">
      <summary className="flex min-h-8 flex-wrap items-center gap-x-3 py-1 text-table hover:bg-panel">
        <span className="font-mono text-meta">{id}</span>
        <span className="text-ink-2">
          <Marked text={title} />
        </span>
      </summary>
      <div className="pt-2 pb-6">
        <MemberTable title="Members" members={members} explained={explained} />
      </div>
    </details>
  );
}
