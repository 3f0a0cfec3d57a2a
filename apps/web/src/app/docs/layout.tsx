import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { DocsNav } from "../../components/docs/docs-nav.tsx";
import { Mark } from "../../components/shell/mark.tsx";

export const metadata: Metadata = { title: { default: "Developers", template: "%s · Developers" } };

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-20 flex h-11 items-center gap-6 border-b border-line bg-sunken px-4 sm:px-6">
        <Link href="/docs" className="flex min-w-0 items-center gap-2.5 font-semibold">
          <Mark />
          Crossdock
          <span className="font-normal text-ink-2 max-sm:hidden">developers</span>
        </Link>
        <Link href="/" className="ml-auto text-table text-ink-2 hover:text-ink">
          Dashboard
        </Link>
      </header>
      <div className="mx-auto grid max-w-6xl gap-x-12 px-4 sm:px-6 md:grid-cols-[11rem_minmax(0,1fr)]">
        <DocsNav />
        <main id="main" className="min-w-0 pt-6 pb-20">
          {children}
        </main>
      </div>
    </div>
  );
}
