"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class.ts";
import { Glyph } from "./status.tsx";

/** Shows short messages of the whole application in a corner. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-20 left-4 z-50 flex flex-col gap-2 sm:bottom-4 sm:left-auto sm:w-96">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** `ok(title)` fades after six seconds; `bad(title, detail)` stays until it is dismissed. */
export function useToast() {
  const manager = Toast.useToastManager();
  return {
    ok: (title: string, detail?: ReactNode) =>
      manager.add({ title, description: detail, type: "ok" }),
    /** As `ok`, with a button that takes the step back. */
    undoable(title: string, undo: () => void) {
      const onClick = () => {
        manager.close(id);
        undo();
      };
      const id = manager.add({ title, type: "ok", actionProps: { children: "Undo", onClick } });
    },
    bad: (title: string, detail?: ReactNode) =>
      manager.add({ title, description: detail, type: "bad", priority: "high", timeout: 0 }),
  };
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="popup-motion rounded-overlay border border-line bg-panel shadow-overlay"
    >
      <Toast.Content className="flex items-start gap-2.5 px-3.5 py-2.5">
        <span className={`pt-1 ${toast.type === "bad" ? "text-bad" : "text-ok"}`}>
          <Glyph tone={toast.type === "bad" ? "bad" : "ok"} />
        </span>
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-table font-semibold" />
          <Toast.Description className="text-meta break-words text-ink-2" />
        </div>
        <Toast.Action className={buttonClass({ size: "sm" })} />
        <Toast.Close
          aria-label="Dismiss"
          className={buttonClass({ variant: "quiet", size: "icon" })}
        >
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
