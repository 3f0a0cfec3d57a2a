"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "./page-header.tsx";

type Props = {
  title: string;
  tabs: readonly { href: string; label: string }[];
  actions?: ReactNode;
  /** What the tabs' addresses carry over, with its question mark. */
  query?: string;
};

/** The top of a screen of several pages, with the way from one to the other. */
export function TabbedHeader({ title, tabs, actions, query = "" }: Props) {
  const path = usePathname();
  const links = tabs.map(({ href, label }) => (
    <Link
      key={href}
      href={`${href}${query}`}
      aria-current={path === href ? "page" : undefined}
      className={`flex h-11 items-center border-b-2 ${
        path === href ? "border-accent font-semibold text-ink" : "border-transparent hover:text-ink"
      }`}
    >
      {label}
    </Link>
  ));
  return (
    <PageHeader
      title={title}
      facts={
        <nav aria-label={title} className="-my-1 flex gap-4">
          {links}
        </nav>
      }
      actions={actions}
    />
  );
}
