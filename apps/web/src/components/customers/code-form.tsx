"use client";

import { RedeemCode } from "@crossdock/api/schemas";
import { Button, Notice } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { inWords } from "../../forms.ts";
import { TextField } from "../text-field.tsx";
import { closedMessage, type Failure, send } from "./send.ts";

type Props = { purpose: "sign_up" | "reset"; email: string; onAgain(): void };

export function CodeForm({ purpose, email, onAgain }: Props) {
  const form = useForm({
    resolver: zodResolver(RedeemCode, inWords),
    defaultValues: { code: "", password: "" },
  });
  // The button that led here is gone, and the focus with it.
  useEffect(() => form.setFocus("code"), [form]);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    const failure = await send("/consent/password", values);
    if (failure) form.setError("root", { message: messages[failure] });
    else window.location.reload();
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <h2 className="text-section">Look into your mail</h2>
      <p className="text-table text-ink-2">
        {purpose === "sign_up"
          ? `We have sent a mail to ${email}.`
          : `If ${email} has an account, a mail with a code is on its way.`}{" "}
        The code is good for a quarter of an hour, in this browser.
      </p>
      {errors.root && <Notice tone="bad">{errors.root.message}</Notice>}
      <TextField
        form={form}
        name="code"
        label="Code"
        mono
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <TextField
        form={form}
        name="password"
        label={purpose === "sign_up" ? "Choose a password" : "New password"}
        hint="At least 12 characters."
        type="password"
        autoComplete="new-password"
      />
      <Button type="submit" variant="primary" pending={isSubmitting}>
        {purpose === "sign_up" ? "Create the account" : "Set the password"}
      </Button>
      <Button variant="quiet" size="sm" onClick={onAgain}>
        Send another code
      </Button>
    </form>
  );
}

const messages: Record<Failure, string> = {
  wrong: "This code is wrong or too old. Check it, or send another one.",
  limited: "Too many tries. Wait a quarter of an hour, then send another code.",
  closed: closedMessage,
  failed: "The server could not check this. Try again.",
};
