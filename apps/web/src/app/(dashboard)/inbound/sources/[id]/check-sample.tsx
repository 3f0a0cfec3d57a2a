"use client";

import { Button, Field, Notice, Textarea } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "../../../../../components/form-dialog.tsx";
import { TextField } from "../../../../../components/text-field.tsx";
import { useShowProblem } from "../../../../../forms.ts";
import { useTRPC } from "../../../../../trpc/client.tsx";
import type { Outputs } from "../../../../../trpc/server.tsx";
import { verdictWords } from "../../verdicts.ts";
import type { Source } from "./source-detail.tsx";

export function CheckSampleButton({ source }: { source: Source }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Check a sample
      </Button>
      {open && <CheckDialog source={source} onClose={() => setOpen(false)} />}
    </>
  );
}

function CheckDialog({ source, onClose }: { source: Source; onClose(): void }) {
  const trpc = useTRPC();
  const form = useForm({ defaultValues: { headers: "", body: "", secret: "" } });
  const showProblem = useShowProblem(form.setError);
  const check = useMutation(trpc.inboundSources.check.mutationOptions({ onError: showProblem }));
  const { slug, settings } = source;
  return (
    <FormDialog
      title="Check a sample"
      description="Paste a delivery as the provider's log shows it. Nothing is stored."
      submit="Check"
      pending={check.isPending}
      onSubmit={form.handleSubmit(({ headers, body, secret }) =>
        check.mutate({ slug, settings, headers, body, secret: secret || undefined }),
      )}
      onClose={onClose}
    >
      <Field label="Headers" hint="Name: value, one a line">
        <Textarea mono {...form.register("headers")} />
      </Field>
      <Field label="Body">
        <Textarea mono {...form.register("body")} />
      </Field>
      <TextField
        form={form}
        name="secret"
        label="Another secret"
        hint="Without one, those of the source count"
        type="password"
        autoComplete="off"
        mono
        optional
      />
      <div aria-live="polite">{check.data && <Verdict verdict={check.data} />}</div>
    </FormDialog>
  );
}

function Verdict({ verdict }: { verdict: Outputs["inboundSources"]["check"] }) {
  const { accepted, reason, detail, event } = verdict;
  if (accepted && event)
    return (
      <Notice tone="ok">
        It would be taken: {event.type}, known by {event.eventId}.
      </Notice>
    );
  return (
    <Notice tone="bad">
      {verdictWords(reason ?? "")}. {detail}
    </Notice>
  );
}
