"use client";

import { Menu, MenuItem, MenuSeparator } from "@crossdock/ui";
import { ChevronsUpDown, Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { savePreferences } from "../../save-preferences.ts";
import type { Me } from "../../trpc/server.tsx";
import { useLeave } from "../../trpc/use-leave.ts";
import { useShowFailure } from "../../trpc/use-show-failure.ts";
import { switchKeys, useKeysAreOn } from "../../use-keys.ts";

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const keysAreOn = useKeysAreOn();
  const showFailure = useShowFailure();
  const leave = useLeave(() => signOut({ redirect: false }));
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-11 w-full min-w-0 items-center gap-2 rounded-control px-2 text-left text-table hover:bg-panel"
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold">{me.name}</span>
            <span className="block truncate text-meta text-ink-2 capitalize">
              {me.partnerId === null ? me.role : "Developer"}
            </span>
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 text-ink-3" />
        </button>
      }
    >
      <MenuItem render={<Link href={accountOf(me)} />}>
        <UserRound aria-hidden /> Account
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => setTheme("system")}>
        <Monitor aria-hidden /> System theme
      </MenuItem>
      <MenuItem onSelect={() => setTheme("light")}>
        <Sun aria-hidden /> Light theme
      </MenuItem>
      <MenuItem onSelect={() => setTheme("dark")}>
        <Moon aria-hidden /> Dark theme
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => switchKeys(!keysAreOn)}>
        <Keyboard aria-hidden /> {keysAreOn ? "Turn single keys off" : "Turn single keys on"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => leave.mutate(undefined, { onError: showFailure })}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}

function accountOf({ partnerId }: Me) {
  return partnerId === null ? "/account" : "/portal/account";
}

// Saved first: what is seen is then what the next page will have too.
async function setTheme(theme: "system" | "light" | "dark"): Promise<void> {
  await savePreferences({ theme });
  document.documentElement.dataset.theme = theme;
}
