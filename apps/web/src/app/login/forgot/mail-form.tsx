"use client";

import { Button, Field, Input, Notice } from "@crossdock/ui";
import Link from "next/link";
import { useForm } from "react-hook-form";

export function MailForm() {
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { email: "" } });
  const submit = handleSubmit(async ({ email }) => {
    const body = JSON.stringify({ email });
    const { status } = await fetch("/login/mail", { method: "POST", body });
    const message = failures[status];
    if (message) setError(status === 422 ? "email" : "root", { message });
  });
  const { root, email } = formState.errors;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {root && <Notice tone="bad">{root.message}</Notice>}
      {formState.isSubmitSuccessful && (
        <Notice tone="info">
          If this is a member&rsquo;s address, a link is on its way to it. It works once, within the
          hour.
        </Notice>
      )}
      <Field label="E-mail" error={email?.message}>
        <Input
          type="email"
          autoComplete="username"
          {...register("email", { required: "Enter your e-mail address." })}
        />
      </Field>
      <Button type="submit" variant="primary" pending={formState.isSubmitting}>
        E-mail me a link
      </Button>
      <Link href="/login" className="link text-table">
        Sign in with a password
      </Link>
    </form>
  );
}

const failures: Record<number, string> = {
  422: "Enter an e-mail address, such as zoe@example.com.",
  429: "Too many attempts. Wait a quarter of an hour and try again.",
  500: "The server could not do this. Try again.",
  503: "The server is busy. Try again.",
};
