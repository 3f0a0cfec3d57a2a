"use client";

import { Button, Field, Input, Notice } from "@crossdock/ui";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useForm } from "react-hook-form";

type Values = { email: string; password: string };

/** `mails`: whether the shop has a mail server, so that a link can come by mail. */
export function LoginForm({ next, mails }: { next: string; mails: boolean }) {
  const { register, handleSubmit, setError, formState } = useForm<Values>();
  const submit = handleSubmit(async (values) => {
    const result = await signIn("password", { ...values, redirect: false });
    // A whole page load, so that nothing of the visitor before stays in memory.
    if (result?.ok) return window.location.assign(next);
    if (result?.error === "second_factor") {
      return window.location.assign(`/login/code?next=${encodeURIComponent(next)}`);
    }
    setError("root", { message: failureText(result?.error) });
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {formState.errors.root && <Notice tone="bad">{formState.errors.root.message}</Notice>}
      <Field label="E-mail" error={formState.errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          {...register("email", { required: "Enter your e-mail address." })}
        />
      </Field>
      <Field label="Password" error={formState.errors.password?.message}>
        <Input
          type="password"
          autoComplete="current-password"
          {...register("password", { required: "Enter your password." })}
        />
      </Field>
      <Button type="submit" variant="primary" pending={formState.isSubmitting}>
        Sign in
      </Button>
      <p className="text-meta text-ink-2">
        No password at hand?{" "}
        {mails ? (
          <Link href="/login/forgot" className="link">
            E-mail me a link
          </Link>
        ) : (
          <>
            <code className="font-mono">npm run -s cli -- login-link</code> prints a one-time link.
          </>
        )}
      </p>
    </form>
  );
}

/** The same words for an unknown address and a wrong password, so that nobody can probe for accounts. */
function failureText(error: string | null | undefined): string {
  if (error === "rate_limited") return "Too many attempts. Wait a minute and try again.";
  if (error === "CredentialsSignin") return "The e-mail address or the password is wrong.";
  return "The server could not check this. Try again.";
}
