import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Shell } from "../../components/shell/shell.tsx";
import { requireDeveloper } from "../../trpc/server.tsx";

export const metadata: Metadata = { title: { default: "Portal", template: "%s · Portal" } };

export default async function PortalLayout({ children }: { children: ReactNode }) {
  return <Shell me={await requireDeveloper()}>{children}</Shell>;
}
