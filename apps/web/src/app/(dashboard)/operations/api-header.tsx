import { TabbedHeader } from "../../../components/tabbed-header.tsx";

export function ApiHeader() {
  return <TabbedHeader title="API" tabs={tabs} />;
}

const tabs = [
  { href: "/operations", label: "Operations" },
  { href: "/operations/idempotency", label: "Idempotency keys" },
];
