import { TabbedHeader } from "../../../components/tabbed-header.tsx";

export function JobsHeader() {
  return <TabbedHeader title="Jobs" tabs={tabs} />;
}

const tabs = [
  { href: "/jobs", label: "Queues" },
  { href: "/jobs/switches", label: "Switches" },
];
