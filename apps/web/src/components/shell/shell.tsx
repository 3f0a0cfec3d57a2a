import type { ReactNode } from "react";
import { ApiProvider } from "../../trpc/client.tsx";
import type { Me } from "../../trpc/server.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { LiveUpdates } from "./live-updates.tsx";
import { PhoneTop } from "./phone-top.tsx";
import { Rail } from "./rail.tsx";

/** What is around every page of somebody signed in: the menu, the reader, live updates. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
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
