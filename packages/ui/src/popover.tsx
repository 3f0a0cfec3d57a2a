"use client";

import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

type Props = {
  /** The button that opens it. */
  trigger: ReactElement;
  /** What it is, for people who hear the page. */
  label: string;
  open: boolean;
  onOpenChange(open: boolean): void;
  children: ReactNode;
};

/** A small form beside its button; the page behind it stays usable. */
export function Popover({ trigger, label, open, onOpenChange, children }: Props) {
  return (
    <BasePopover.Root open={open} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-w-(--available-width)"
        >
          <BasePopover.Popup
            aria-label={label}
            className="popup-motion max-h-(--available-height) overflow-y-auto rounded-overlay border border-line bg-panel shadow-overlay outline-none"
          >
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
