import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** Key figures and states that belong to the title. */
  facts?: ReactNode;
  actions?: ReactNode;
};

/** The top line of a page: title, figures and actions on 44 px. */
export function PageHeader({ title, facts, actions }: Props) {
  return (
    <div className="sticky top-0 z-20 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-bg px-4 py-1 sm:px-6">
      <h1 className="text-page">{title}</h1>
      {facts && <div className="flex items-center gap-4 text-table text-ink-2">{facts}</div>}
      {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </div>
  );
}
