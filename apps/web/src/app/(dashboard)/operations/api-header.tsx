"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { PageHeader } from "../../../components/page-header.tsx";

/** The top of the screen's pages, with the way from one to the other. */
export function ApiHeader() {
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
      title="API"
      facts={
        <nav aria-label="API" className="-my-1 flex gap-4">
          {links}
        </nav>
      }
    />
  );
}

const tabs = [
  { href: "/operations", label: "Operations" },
  { href: "/operations/idempotency", label: "Idempotency keys" },
];
