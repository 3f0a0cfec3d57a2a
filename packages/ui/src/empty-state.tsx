import type { ReactNode } from "react";

type Props = {
  /** `nothing-yet` teaches, `no-match` offers to clear the filters, `failed` offers to try again. */
  kind: "nothing-yet" | "no-match" | "failed";
  title: string;
  /** 1 where nothing else heads the page. */
  level?: 1 | 2;
  children?: ReactNode;
  action?: ReactNode;
};

/** What stands where rows would be. */
export function EmptyState({ kind, title, level = 2, children, action }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <section
      role={kind === "failed" ? "alert" : undefined}
      className="flex max-w-2xl flex-col items-start gap-3 py-8"
    >
      <EmptyMark kind={kind} />
      <Heading className="text-section">{title}</Heading>
      {children && (
        <div className="flex w-full flex-col gap-3 text-body text-ink-2">{children}</div>
      )}
      {action}
    </section>
  );
}

/** Three lanes of the dock: none used yet, the filtered one missing, one broken. */
function EmptyMark({ kind }: { kind: Props["kind"] }) {
  const middle = { "nothing-yet": "4 4", "no-match": "2 10", failed: "22 12 22" }[kind];
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 56 32"
      fill="none"
      strokeWidth="1.5"
      className={`h-8 w-14 ${kind === "failed" ? "stroke-bad" : "stroke-line-strong"}`}
    >
      <path d="M.75.75v30.5M55.25.75v30.5" strokeWidth="1.5" />
      <path d="M6 8h44M6 24h44" className="stroke-line" />
      <path d="M0 16h56" strokeDasharray={middle} />
    </svg>
  );
}
