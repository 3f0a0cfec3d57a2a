"use client";

import { Button, Notice, Time } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useDialogStep } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";

type Props = { id: string; mayWrite: boolean };

/** What of a payment does not add up, and what came of it where somebody has looked; nothing while all does. */
export function PaymentReview({ id, mayWrite }: Props) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const { data: ledger } = useQuery(trpc.payments.ledger.queryOptions({ id }));
  const open = ledger?.reviews.filter(({ settledAt }) => settledAt === null) ?? [];
  const settled = ledger?.reviews.filter(({ settledBy }) => settledBy !== null) ?? [];
  return (
    <>
      {open.length > 0 && (
        <Notice tone="warn">
          <p className="font-semibold">This payment does not add up</p>
          <ul>
            {open.map(({ key, detail }) => (
              <li key={key}>{detail}</li>
            ))}
          </ul>
          <p>Compare it with the provider's own dashboard.</p>
          {mayWrite && (
            <div className="pt-2">
              <Button size="sm" onClick={() => setOpen(true)}>
                Settle
              </Button>
            </div>
          )}
        </Notice>
      )}
      {settled.map(({ key, detail, settledAt, settledBy, note }) => (
        <p key={key} className="text-meta break-words text-ink-2">
          {detail} Settled by {settledBy}
          {settledAt && (
            <>
              {" "}
              <Time at={settledAt} />
            </>
          )}
          : {note}
        </p>
      ))}
      {isOpen && <SettleDialog id={id} onClose={() => setOpen(false)} />}
    </>
  );
}

const Note = z.object({ note: z.string().trim().min(1).max(500) });

function SettleDialog({ id, onClose }: { id: string; onClose(): void }) {
  const trpc = useTRPC();
  const form = useForm({ resolver: zodResolver(Note, inWords), defaultValues: { note: "" } });
  const settle = useMutation(
    trpc.payments.resolveReview.mutationOptions(
      useDialogStep(form.setError, { said: () => "The payment is settled", onClose }),
    ),
  );
  return (
    <FormDialog
      title="Settle what does not add up"
      description="No money moves by this, and its sums stay as they are. What was found now is not asked about again; what is new is."
      submit="Settle"
      pending={settle.isPending}
      onSubmit={form.handleSubmit(({ note }) => settle.mutate({ id, note }))}
      onClose={onClose}
    >
      <TextField form={form} name="note" label="What came of it" />
    </FormDialog>
  );
}
