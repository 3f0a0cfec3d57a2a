"use client";

import { CustomerSignIn } from "@crossdock/api/schemas";
import { Button, Notice } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { inWords } from "../../forms.ts";
import { TextField } from "../text-field.tsx";
import { closedMessage, type Failure, send } from "./send.ts";

type Props = {
  email: string;
  onSignUp(email: string): void;
  onForgot(email: string): void;
};

export function PasswordForm({ email, onSignUp, onForgot }: Props) {
  const form = useForm({
    resolver: zodResolver(CustomerSignIn, inWords),
    defaultValues: { email, password: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    const failure = await send("/consent/session", values);
    if (failure) form.setError("root", { message: messages[failure] });
    else window.location.reload();
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {errors.root && <Notice tone="bad">{errors.root.message}</Notice>}
      <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" />
      <TextField
        form={form}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
      />
      <Button type="submit" variant="primary" pending={isSubmitting}>
        Sign in
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="quiet" size="sm" onClick={() => onSignUp(form.getValues("email"))}>
          Create an account
        </Button>
        <Button variant="quiet" size="sm" onClick={() => onForgot(form.getValues("email"))}>
          Forgot password
        </Button>
      </div>
    </form>
  );
}

const messages: Record<Failure, string> = {
  // The same words for an unknown address, so that nobody can probe for accounts.
  wrong: "The e-mail address or the password is wrong.",
  limited: "Too many attempts. Wait a quarter of an hour, or set a new password.",
  closed: closedMessage,
  failed: "The server could not check this. Try again.",
};
