import Link from "next/link";
import { homeOf } from "../../nav.ts";
import type { Me } from "../../trpc/server.tsx";
import { Mark } from "./mark.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The shop's name and the reader's menu above the page on a phone. */
export function PhoneTop({ me }: { me: Me }) {
  return (
    <header className="flex h-12 items-center justify-between border-b border-line bg-sunken px-4 sm:hidden">
      <Link href={homeOf(me)} className="flex min-w-0 items-center gap-2.5 font-semibold">
        <Mark />
        <span className="truncate">{me.shop.name}</span>
      </Link>
      <div className="w-36">
        <UserMenu me={me} />
      </div>
    </header>
  );
}
