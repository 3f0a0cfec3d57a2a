import type { ReactNode } from "react";
import { Mark } from "./shell/mark.tsx";

/** A page for people who are not signed in: the mark, a title and one thing to do. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_2fr] px-4">
      <div />
      <div className="mx-auto w-full max-w-sm">
        <div className="flex items-center gap-3 pb-6">
          <Mark />
          <h1 className="text-page">{title}</h1>
        </div>
        {children}
      </div>
    </main>
  );
}
