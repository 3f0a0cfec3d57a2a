"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const pages = [
  { href: "/docs", label: "Getting started" },
  { href: "/docs/guides", label: "Guide" },
  { href: "/docs/reference", label: "API reference" },
  { href: "/docs/changelog", label: "Changelog" },
  { href: "/docs/errors", label: "Errors" },
];

export function DocsNav() {
  const path = usePathname();
  return (
    <nav aria-label="Developers" className="md:sticky md:top-11 md:h-fit md:pt-6">
      <ul className="flex flex-wrap gap-x-4 border-b border-line py-2 md:flex-col md:gap-0 md:border-0 md:py-0">
        {pages.map(({ href, label }) => {
          const active = href === "/docs" ? path === href : path.startsWith(href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={active ? "page" : undefined}
                className={`flex min-h-8 items-center border-l-2 text-table md:pl-3 ${
                  active
                    ? "border-transparent font-semibold text-ink md:border-accent"
                    : "border-transparent text-ink-2 hover:text-ink"
                }`}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
