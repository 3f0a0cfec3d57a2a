"use client";

import { Button, Dialog, Notice, useToast } from "@crossdock/ui";
import type { ReactNode } from "react";
import { useRef, useState } from "react";
import { explain } from "../trpc/problem.ts";
import { useShowFailure } from "../trpc/use-show-failure.ts";

type Step = {
  /** The verb on the button and in the dialog: "Archive". */
  verb: string;
  title: string;
  /** What will happen, to what, and whether it can be undone. */
  consequence: ReactNode;
  run(): Promise<unknown>;
  /** Said when it is done. */
  done: string;
  danger?: boolean;
};

/** A step that is explained before it is taken. */
export function ConfirmButton({ size = "sm", ...step }: Step & { size?: "sm" | "md" }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size={size}
        variant={step.danger ? "danger" : "secondary"}
        onClick={() => setOpen(true)}
      >
        {step.verb}
      </Button>
      <ConfirmDialog {...step} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** The explanation alone, where something else than a button opens it. */
export function ConfirmDialog({
  open,
  onClose,
  ...step
}: Step & { open: boolean; onClose(): void }) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ReturnType<typeof explain>>();
  const isWaited = useRef(false);
  const toast = useToast();
  const showFailure = useShowFailure();
  const close = () => {
    isWaited.current = false;
    setFailure(undefined);
    onClose();
  };
  const confirm = async () => {
    isWaited.current = true;
    setPending(true);
    setFailure(undefined);
    try {
      await step.run();
      close();
      toast.ok(step.done);
    } catch (error) {
      // Who has closed the dialog meanwhile hears of it all the same.
      if (isWaited.current) setFailure(explain(error));
      else showFailure(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={step.title}
      description={step.consequence}
      actions={
        <>
          <Button onClick={close}>Keep it as it is</Button>
          <Button variant={step.danger ? "danger" : "primary"} pending={pending} onClick={confirm}>
            {step.verb}
          </Button>
        </>
      }
    >
      {failure && (
        <Notice tone="bad">
          <p className="font-semibold">{failure.title}</p>
          <p>{failure.detail}</p>
        </Notice>
      )}
    </Dialog>
  );
}
