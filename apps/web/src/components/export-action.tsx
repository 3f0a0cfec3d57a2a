import { Can } from "./can.tsx";
import { ExportMenu } from "./export-menu.tsx";

/** The export of a list, for who may make one. */
export function ExportAction({ kind }: { kind: "orders" | "customers" | "products" }) {
  return (
    <Can permission="exports:write">
      <ExportMenu kind={kind} />
    </Can>
  );
}
