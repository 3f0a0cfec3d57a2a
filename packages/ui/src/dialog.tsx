"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class.ts";

type Props = {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** One or two sentences: what this does, or what will happen. */
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the main one last. */
  actions?: ReactNode;
  /** False where closing by accident would lose something that is shown once. */
  dismissible?: boolean;
};

/** A modal dialog; a full-width sheet at the bottom of a phone. */
export function Dialog({ dismissible = true, ...props }: Props) {
  return (
    <BaseDialog.Root
      open={props.open}
      onOpenChange={(open) => (open || dismissible) && props.onOpenChange(open)}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        {/* Aligned by margins: what is taller than a phone could else not be scrolled to its top. */}
        <BaseDialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto sm:p-6">
          <BaseDialog.Popup className="popup-motion mt-auto w-full max-w-xl rounded-t-overlay border border-line bg-panel shadow-overlay sm:mb-auto sm:rounded-overlay">
            <header className="flex items-start justify-between gap-4 px-5 pt-4">
              <BaseDialog.Title className="text-section">{props.title}</BaseDialog.Title>
              {dismissible && (
                <BaseDialog.Close
                  aria-label="Close"
                  className={buttonClass({ variant: "quiet", size: "icon" })}
                >
                  <X aria-hidden />
                </BaseDialog.Close>
              )}
            </header>
            {props.description && (
              <BaseDialog.Description
                render={<div />}
                className="max-w-prose px-5 pt-1 text-body text-ink-2"
              >
                {props.description}
              </BaseDialog.Description>
            )}
            {props.children && <div className="px-5 pt-4">{props.children}</div>}
            <footer className="flex flex-wrap justify-end gap-2 px-5 py-4">{props.actions}</footer>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
