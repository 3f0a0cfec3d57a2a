"use client";

import { LimitOperation } from "@crossdock/api/schemas";
import { Button, Field, Input } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import type { Operation } from "./operation-detail.tsx";
import { useSetting } from "./use-setting.ts";

/** How often a minute each key may call the operation. */
export function LimitButton({ operation }: { operation: Operation }) {
  const [open, setOpen] = useState(false);
  const { id, limitPerMinute: before } = operation;
  const { limit, sayDone, pending } = useSetting(id);
  const save = async (limitPerMinute: number | null) => {
    await limit(limitPerMinute);
    setOpen(false);
    const now = limitPerMinute === null ? "has no limit" : `is limited to ${limitPerMinute}`;
    sayDone(`${id} ${now}`, () => limit(before));
  };
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Limit
      </Button>
      {open && (
        <LimitDialog
          operation={operation}
          pending={pending}
          onClose={() => setOpen(false)}
          save={save}
        />
      )}
    </>
  );
}

type DialogProps = {
  operation: Operation;
  pending: boolean;
  onClose(): void;
  save(limitPerMinute: number | null): Promise<void>;
};

const fields = LimitOperation.pick({ limitPerMinute: true });

function LimitDialog({ operation, pending, onClose, save }: DialogProps) {
  const { id, limitPerMinute } = operation;
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { limitPerMinute },
  });
  const showProblem = useShowProblem(form.setError);
  const { error } = form.getFieldState("limitPerMinute", form.formState);
  return (
    <FormDialog
      title={`Limit ${id}`}
      description="Beside the quota that each key has for all its calls. More calls get a 429 that tells when to try again."
      submit="Save"
      pending={pending}
      onSubmit={form.handleSubmit((values) => save(values.limitPerMinute).catch(showProblem))}
      onClose={onClose}
    >
      <Field
        label="Calls a minute for each key"
        hint="Empty: no limit of its own"
        error={error?.message}
      >
        <Input
          inputMode="numeric"
          {...form.register("limitPerMinute", {
            setValueAs: (text: string | number | null) =>
              text === "" || text === null ? null : Number(text),
          })}
        />
      </Field>
    </FormDialog>
  );
}
