"use client";

import { Button, Dialog } from "@crossdock/ui";
import type { FormEvent, ReactNode } from "react";
import { useId } from "react";

type Props = {
  title: string;
  description?: ReactNode;
  /** The verb on the button. */
  submit: string;
  danger?: boolean;
  pending: boolean;
  onSubmit(event: FormEvent): void;
  onClose(): void;
  children: ReactNode;
};

/** A short form over the page. Mount it to open it, so that it starts empty each time. */
export function FormDialog({ title, description, submit, danger, pending, ...props }: Props) {
  const id = useId();
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={id} variant={danger ? "danger" : "primary"} pending={pending}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={props.onSubmit} noValidate className="flex flex-col gap-4">
        {props.children}
      </form>
    </Dialog>
  );
}
