import type { ReactNode } from "react";
import { TabbedHeader } from "../../../components/tabbed-header.tsx";

export function AlertsHeader({ actions }: { actions?: ReactNode }) {
  return <TabbedHeader title="Alerts" tabs={tabs} actions={actions} />;
}

const tabs = [
  { href: "/alerts", label: "Now and before" },
  { href: "/alerts/rules", label: "Rules" },
];
