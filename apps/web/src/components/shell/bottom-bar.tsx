"use client";

import { Menu, MenuItem, MenuSeparator } from "@crossdock/ui";
import { BookOpen, Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isActive, visibleNav } from "../../nav.ts";
import type { Me } from "../../trpc/server.tsx";

/** The menu on a phone: the main pages, and the others behind "More". */
export function BottomBar({ me }: { me: Me }) {
  const path = usePathname();
  const items = visibleNav(me);
  const behindMore = items.filter((item) => !item.onBar);
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex h-14 border-t border-line bg-sunken sm:hidden"
    >
      {items
        .filter((item) => item.onBar)
        .map((item) => (
          <Link
            key={item.href}
            href={item.href}
            aria-current={isActive(item, path) ? "page" : undefined}
            className={tabClass(isActive(item, path))}
          >
            <item.icon aria-hidden className="size-5" strokeWidth={1.75} />
            {item.label}
          </Link>
        ))}
      <Menu
        trigger={
          <button type="button" className={tabClass(behindMore.some((i) => isActive(i, path)))}>
            <Ellipsis aria-hidden className="size-5" />
            More
          </button>
        }
      >
        {behindMore.map((item) => (
          <MenuItem key={item.href} render={<Link href={item.href} />}>
            <item.icon aria-hidden />
            {item.label}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem render={<Link href="/docs" />}>
          <BookOpen aria-hidden />
          API reference
        </MenuItem>
      </Menu>
    </nav>
  );
}

function tabClass(active: boolean): string {
  const look = active
    ? "border-t-2 border-accent font-semibold text-ink"
    : "border-t-2 border-transparent text-ink-2";
  return `flex flex-1 flex-col items-center justify-center gap-0.5 text-meta ${look}`;
}
