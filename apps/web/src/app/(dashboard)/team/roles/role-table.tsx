import { Check, Minus } from "lucide-react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { words } from "../../../../words.ts";

type Props = {
  title: string;
  /** What a permission lets people do. */
  sentences: Record<string, string>;
  columns: readonly { role: string; permissions: ReadonlySet<string> }[];
};

/** A sentence a row, a role a column; on narrow screens the roles stand under their sentence. */
export function RoleTable({ title, sentences, columns }: Props) {
  const rows = Object.entries(sentences);
  const holders = (permission: string) =>
    columns.filter(({ permissions }) => permissions.has(permission)).map(({ role }) => words(role));
  return (
    <DetailSection title={title}>
      <table className="w-full border-collapse text-table max-lg:hidden">
        <caption className="sr-only">{`${title}: what each role may do`}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            <th scope="col" className="h-8 pr-4 text-left text-meta font-semibold text-ink-2">
              May
            </th>
            {columns.map(({ role }) => (
              <th
                key={role}
                scope="col"
                className="w-24 text-center text-meta font-semibold text-ink-2"
              >
                {words(role)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([permission, sentence]) => (
            <tr key={permission} className="border-b border-line hover:bg-panel">
              <th scope="row" title={permission} className="h-8 pr-4 text-left font-normal">
                {sentence}
              </th>
              {columns.map(({ role, permissions }) => (
                <Mark key={role} yes={permissions.has(permission)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="flex flex-col text-table lg:hidden">
        {rows.map(([permission, sentence]) => (
          <div key={permission} className="border-b border-line py-1.5">
            <dt>{sentence}</dt>
            <dd className="text-meta text-ink-2">{holders(permission).join(", ")}</dd>
          </div>
        ))}
      </dl>
    </DetailSection>
  );
}

function Mark({ yes }: { yes: boolean }) {
  const Shape = yes ? Check : Minus;
  return (
    <td className="text-center">
      <Shape
        aria-hidden
        className={`inline size-4 ${yes ? "text-ok" : "text-ink-3"}`}
        strokeWidth={yes ? 2.5 : 1.5}
      />
      <span className="sr-only">{yes ? "Yes" : "No"}</span>
    </td>
  );
}
