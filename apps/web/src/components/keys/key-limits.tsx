"use client";

import { UpdateKey } from "@crossdock/api/schemas";
import { Button, Checkbox, Field, Input, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { FormDialog } from "../form-dialog.tsx";
import { LimitsFields } from "../limits-fields.tsx";
import { inDays } from "./expiry-field.tsx";
import type { Key } from "./key-state.tsx";
import { useUpdateKey } from "./use-update-key.ts";

/** How much a key may ask for, and how much for a while. */
export function KeyLimits({ apiKey }: { apiKey: Key }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Limits
      </Button>
      {open && <LimitsDialog apiKey={apiKey} onClose={() => setOpen(false)} />}
    </>
  );
}

const fields = UpdateKey.pick({ limits: true, limitsOverride: true });

function LimitsDialog({ apiKey, onClose }: { apiKey: Key; onClose(): void }) {
  const { name, limits } = apiKey;
  const toast = useToast();
  const inForce = overrideOf(apiKey);
  const form = useForm({
    resolver: zodResolver(fields, inWords),
    defaultValues: { limits, limitsOverride: inForce },
  });
  const override = form.watch("limitsOverride");
  const { update, pending } = useUpdateKey(apiKey.id);
  const showProblem = useShowProblem(form.setError);
  const save = form.handleSubmit(async (values) => {
    try {
      await update(values);
      toast.ok(`The limits of ${name} are saved`);
      onClose();
    } catch (error) {
      showProblem(error);
    }
  });
  const toggle = (on: boolean) =>
    form.setValue("limitsOverride", on ? { limits, until: inDays(1) } : null);
  return (
    <FormDialog
      title={`Limits of ${name}`}
      description="They apply within a second. More calls get a 429 that tells when to try again."
      submit="Save"
      pending={pending}
      onSubmit={save}
      onClose={onClose}
    >
      <LimitsFields form={form} name="limits" />
      <Checkbox label="Others for a while" checked={override != null} onChange={toggle} />
      {override != null && (
        <>
          <LimitsFields form={form} name="limitsOverride.limits" title="Meanwhile" />
          <Field
            label="Until"
            hint="Then the limits above are in force again."
            error={form.getFieldState("limitsOverride.until", form.formState).error?.message}
          >
            <Input
              type="datetime-local"
              value={toLocal(override.until)}
              onChange={({ target }) =>
                target.value &&
                form.setValue("limitsOverride.until", new Date(target.value).toISOString())
              }
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}

// An override that is over says nothing any more.
function overrideOf({ limitsOverride, limitsOverrideUntil }: Key) {
  if (!limitsOverride || !limitsOverrideUntil) return null;
  if (new Date(limitsOverrideUntil) <= new Date()) return null;
  return { limits: limitsOverride, until: limitsOverrideUntil };
}

/** As `datetime-local` has it, in the reader's zone. */
function toLocal(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
