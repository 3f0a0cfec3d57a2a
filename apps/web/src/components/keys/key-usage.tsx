import Link from "next/link";
import type { Outputs } from "../../trpc/server.tsx";
import { UsageTable } from "../usage/usage-table.tsx";

type Use = Outputs["keys"]["get"]["usage"][number];

type Props = {
  usage: readonly Use[];
  /** Below it each operation has its page; left out where the reader has none. */
  operationsPath?: string | undefined;
};

/** What the key was used for, the busiest operation first. */
export function KeyUsage({ usage, operationsPath }: Props) {
  if (usage.length === 0) return <p className="text-table text-ink-2">It was not used.</p>;
  const rows = usage.map(({ operation, scope, ...use }) => ({
    id: operation,
    name: <OperationName operation={operation} operationsPath={operationsPath} />,
    note: scope ?? "none",
    ...use,
  }));
  return (
    <UsageTable
      caption="Operations that were called, the busiest first"
      heads={["Operation", "Scope"]}
      rows={rows}
    />
  );
}

function OperationName({
  operation,
  operationsPath,
}: { operation: string } & Pick<Props, "operationsPath">) {
  if (!operationsPath) return <span className="font-mono text-meta">{operation}</span>;
  return (
    <Link href={`${operationsPath}/${operation}`} className="link font-mono text-meta">
      {operation}
    </Link>
  );
}
