"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "../../../components/page-header.tsx";

/** The top of the screen's pages, with the way from one to the other. */
export function InboundHeader({ actions }: { actions?: ReactNode }) {
  const path = usePathname();
  const links = tabs.map(({ href, label }) => (
    <Link
      key={href}
      href={href}
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
      title="Inbound events"
      facts={
        <nav aria-label="Inbound events" className="-my-1 flex gap-4">
          {links}
        </nav>
      }
      actions={actions}
    />
  );
}

const tabs = [
  { href: "/inbound", label: "Events" },
  { href: "/inbound/rejected", label: "Refused" },
  { href: "/inbound/sources", label: "Sources" },
];
