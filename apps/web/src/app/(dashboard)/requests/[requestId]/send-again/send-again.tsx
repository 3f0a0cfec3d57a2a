"use client";

import type { LogDetail, LogEntry, LogReplay } from "@crossdock/api/schemas";
import { Button, Dialog, Notice } from "@crossdock/ui";
import { Repeat2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { FormDialog } from "../../../../../components/form-dialog.tsx";
import { MissingFields } from "./missing-fields.tsx";
import { missingParts, sentOf } from "./missing-parts.ts";
import { SentAgain } from "./sent-again.tsx";
import { useSendAgain } from "./use-send-again.ts";

export type Logged = { entry: LogEntry; requestId: string; detail: LogDetail["detail"] };

/** Sends a logged request once more, as the reader, and shows what is different about the answer. */
export function SendAgain(logged: Logged) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Repeat2 aria-hidden /> Send again
      </Button>
      {open && <SendAgainDialog logged={logged} onClose={close} />}
    </>
  );
}

function SendAgainDialog({ logged, onClose }: { logged: Logged; onClose(): void }) {
  const { entry, detail } = logged;
  const [parts, setParts] = useState<Record<string, string>>({});
  const { send, pending, answer, error } = useSendAgain(logged);
  if (answer) return <Answered answer={answer} onClose={onClose} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(parts);
  };
  const sent = sentOf(entry, detail);
  return (
    <FormDialog
      title="Send this request again?"
      description={`${entry.method} ${entry.path} is sent as you, with what your role allows, and with a new Idempotency-Key.`}
      submit="Send again"
      pending={pending}
      onSubmit={submit}
      onClose={onClose}
    >
      {entry.method !== "GET" && (
        <Notice tone="warn">
          This is the real shop: what the request does, it does once more.
        </Notice>
      )}
      <MissingFields
        missing={sent === null ? null : missingParts(sent.members)}
        inQuery={entry.method === "GET" || entry.method === "DELETE"}
        parts={parts}
        error={error}
        onChange={(name, text) => setParts({ ...parts, [name]: text })}
      />
    </FormDialog>
  );
}

function Answered({ answer, onClose }: { answer: LogReplay; onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Sent again"
      actions={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SentAgain answer={answer} />
    </Dialog>
  );
}
