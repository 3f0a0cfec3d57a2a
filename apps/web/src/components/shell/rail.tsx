"use client";

import { BookOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavItem } from "../../nav.ts";
import { homeOf, isActive, visibleNav } from "../../nav.ts";
import type { Me } from "../../trpc/server.tsx";
import { LinkPending } from "./link-pending.tsx";
import { Mark } from "./mark.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The left edge on wide screens: shop, menu, reader. */
export function Rail({ me }: { me: Me }) {
  const items = visibleNav(me);
  return (
    <header className="sticky top-0 flex h-dvh w-52 shrink-0 flex-col border-r border-line bg-sunken max-sm:hidden">
      <Link href={homeOf(me)} className="flex h-11 items-center gap-2.5 px-4 font-semibold">
        <Mark />
        <span className="truncate">{me.shop.name}</span>
      </Link>
      <nav aria-label="Main" className="flex-1 overflow-y-auto px-2 py-2">
        {groupsOf(items).map(([group, pages]) => (
          <div key={group} className="pb-3">
            <h2 className="px-2 pb-1 text-meta text-ink-3">{group}</h2>
            <ul>
              {pages.map((item) => (
                <RailLink key={item.href} item={item} />
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="border-t border-line p-2">
        <Link href="/docs" className={`${linkClass} text-ink-2`}>
          <BookOpen aria-hidden className="size-4" />
          API reference
        </Link>
        <UserMenu me={me} />
      </div>
    </header>
  );
}

const linkClass =
  "relative flex h-8 items-center gap-2.5 rounded-control px-2 text-table hover:bg-panel";

function RailLink({ item }: { item: NavItem }) {
  const active = isActive(item, usePathname());
  const look = active
    ? "bg-accent-soft font-semibold text-ink before:absolute before:inset-y-1.5 before:-left-2 before:w-0.5 before:bg-accent"
    : "text-ink-2";
  return (
    <li>
      <Link
        href={item.href}
        aria-current={active ? "page" : undefined}
        className={`${linkClass} ${look}`}
      >
        <item.icon aria-hidden className="size-4" strokeWidth={1.75} />
        {item.label}
        <LinkPending />
      </Link>
    </li>
  );
}

function groupsOf(items: readonly NavItem[]): [string, NavItem[]][] {
  return Object.entries(Object.groupBy(items, (item) => item.group)).map(([name, pages]) => [
    name,
    pages ?? [],
  ]);
}
