"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";

type Props = { trigger: ReactElement; align?: "start" | "end"; children: ReactNode };

/** Actions behind a button; `trigger` is that button. */
export function Menu({ trigger, align = "end", children }: Props) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} sideOffset={4} className="z-50">
          <BaseMenu.Popup className="popup-motion min-w-44 rounded-overlay border border-line bg-panel p-1 shadow-overlay outline-none">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

type ItemProps = {
  onSelect?(): void;
  danger?: boolean;
  render?: ReactElement;
  children: ReactNode;
};

/** One action; `render` takes a link where the item leads to another page. */
export function MenuItem({ onSelect, danger, render, children }: ItemProps) {
  return (
    <BaseMenu.Item
      onClick={onSelect}
      render={render}
      className={`flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-table outline-none select-none data-highlighted:bg-accent-soft [&_svg]:size-4 ${danger ? "text-bad" : "text-ink"}`}
    >
      {children}
    </BaseMenu.Item>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="mx-1 my-1 h-px bg-line" />;
}
