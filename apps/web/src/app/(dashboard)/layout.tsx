import type { ReactNode } from "react";
import { BottomBar } from "../../components/shell/bottom-bar.tsx";
import { LiveUpdates } from "../../components/shell/live-updates.tsx";
import { PhoneTop } from "../../components/shell/phone-top.tsx";
import { Rail } from "../../components/shell/rail.tsx";
import { ApiProvider } from "../../trpc/client.tsx";
import { requireMe } from "../../trpc/server.tsx";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const me = await requireMe();
  return (
    <ApiProvider>
      <a
        href="#main"
        className="sr-only z-50 bg-panel focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <div className="flex min-h-dvh">
        <Rail me={me} />
        <div className="flex min-w-0 flex-1 flex-col max-sm:pb-16">
          <PhoneTop me={me} />
          <main id="main" className="min-w-0 flex-1">
            {children}
          </main>
        </div>
      </div>
      <BottomBar me={me} />
      <LiveUpdates />
    </ApiProvider>
  );
}
