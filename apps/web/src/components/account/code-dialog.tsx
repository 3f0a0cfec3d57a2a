"use client";

import { Code } from "@crossdock/api/schemas";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { FormDialog } from "../form-dialog.tsx";
import { TextField } from "../text-field.tsx";

type Props = {
  title: string;
  description: string;
  submit: string;
  /** Whatever follows a right code, this dialog's end with it. */
  run(code: { code: string }): Promise<unknown>;
  onClose(): void;
};

/** Asks for a code before a step that touches the second factor. */
export function CodeDialog({ title, description, submit, run, onClose }: Props) {
  const form = useForm({ resolver: zodResolver(Code, inWords), defaultValues: { code: "" } });
  const [pending, setPending] = useState(false);
  const showProblem = useShowProblem(form.setError);
  const step = form.handleSubmit(async (values) => {
    setPending(true);
    await run(values).catch(showProblem);
    setPending(false);
  });
  return (
    <FormDialog
      title={title}
      description={description}
      submit={submit}
      pending={pending}
      onSubmit={step}
      onClose={onClose}
    >
      <TextField
        form={form}
        name="code"
        label="Code"
        hint="Six digits from your authenticator app, or a recovery code."
        mono
        autoComplete="one-time-code"
      />
    </FormDialog>
  );
}
