import { shorten } from "@crossdock/ui";
import { UsageTable } from "../../../../components/usage/usage-table.tsx";
import type { Operation } from "./operation-detail.tsx";

/** Which keys call the operation, in which version. */
export function CallerTable({ callers }: { callers: Operation["callers"] }) {
  if (callers.length === 0) return <p className="text-table text-ink-2">Nobody called it.</p>;
  const rows = callers.map(({ id, name, version, ...use }) => ({
    id: `${id} ${version}`,
    name: <span title={id}>{name ?? shorten(id)}</span>,
    note: version,
    ...use,
  }));
  return <UsageTable caption="Callers, the busiest first" heads={["Key", "Version"]} rows={rows} />;
}
