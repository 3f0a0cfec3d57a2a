"use client";

import { AskForCode } from "@crossdock/api/schemas";
import { Button, Notice } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { inWords } from "../../forms.ts";
import { TextField } from "../text-field.tsx";
import { closedMessage, type Failure, send } from "./send.ts";

type Props = {
  purpose: "sign_up" | "reset";
  email: string;
  onAsked(email: string): void;
  onBack(): void;
};

const fields = AskForCode.pick({ email: true });

export function AskForm({ purpose, email, onAsked, onBack }: Props) {
  const form = useForm({ resolver: zodResolver(fields, inWords), defaultValues: { email } });
  // The button that led here is gone, and the focus with it.
  useEffect(() => form.setFocus("email"), [form]);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ email }) => {
    const failure = await send("/consent/code", { email, purpose });
    if (failure) form.setError("root", { message: messages[failure] });
    else onAsked(email);
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <h2 className="text-section">
        {purpose === "sign_up" ? "Create an account" : "Set a new password"}
      </h2>
      {errors.root && <Notice tone="bad">{errors.root.message}</Notice>}
      <TextField
        form={form}
        name="email"
        label="E-mail"
        type="email"
        autoComplete="username"
        hint="We send a code to this address, to see that it is yours."
      />
      <Button type="submit" variant="primary" pending={isSubmitting}>
        Send the code
      </Button>
      <Button variant="quiet" size="sm" onClick={onBack}>
        Back to signing in
      </Button>
    </form>
  );
}

const messages: Record<Failure, string> = {
  wrong: "The server could not send this. Try again.",
  limited: "Too many codes were asked for. Wait a quarter of an hour.",
  closed: closedMessage,
  failed: "The server could not send this. Try again.",
};
