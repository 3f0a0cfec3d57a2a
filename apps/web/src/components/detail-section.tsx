import type { ReactNode } from "react";
import { useId } from "react";

type Props = { title: string; aside?: ReactNode; children: ReactNode };

/** A titled part of a detail page. */
export function DetailSection({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-8 items-center justify-between pb-1">
        <h2 id={id} className="text-section">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
