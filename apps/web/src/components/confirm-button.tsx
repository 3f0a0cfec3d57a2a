"use client";

import { Button, Dialog, useToast } from "@crossdock/ui";
import type { ReactNode } from "react";
import { useState } from "react";
import { explain } from "../trpc/problem.ts";

type Props = {
  /** The verb on the button and in the dialog: "Archive". */
  verb: string;
  title: string;
  /** What will happen, to what, and whether it can be undone. */
  consequence: ReactNode;
  run(): Promise<unknown>;
  /** Said when it is done. */
  done: string;
  danger?: boolean;
  size?: "sm" | "md";
};

/** A step that is explained before it is taken. */
export function ConfirmButton({ verb, danger, size = "sm", ...props }: Props) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const toast = useToast();
  const confirm = async () => {
    setPending(true);
    try {
      await props.run();
      setOpen(false);
      toast.ok(props.done);
    } catch (error) {
      const { title, detail } = explain(error);
      toast.bad(title, detail);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button size={size} variant={danger ? "danger" : "secondary"} onClick={() => setOpen(true)}>
        {verb}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={props.title}
        description={props.consequence}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Keep it as it is</Button>
            <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={confirm}>
              {verb}
            </Button>
          </>
        }
      />
    </>
  );
}
