import type { ReactNode } from "react";
import { TabbedHeader } from "../../../components/tabbed-header.tsx";

export function InboundHeader({ actions }: { actions?: ReactNode }) {
  return <TabbedHeader title="Inbound events" tabs={tabs} actions={actions} />;
}

const tabs = [
  { href: "/inbound", label: "Events" },
  { href: "/inbound/rejected", label: "Refused" },
  { href: "/inbound/sources", label: "Sources" },
];
