import type { ReactNode } from "react";
import { Shell } from "../../components/shell/shell.tsx";
import { requireMe } from "../../trpc/server.tsx";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  return <Shell me={await requireMe()}>{children}</Shell>;
}
