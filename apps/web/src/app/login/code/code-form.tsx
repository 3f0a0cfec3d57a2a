"use client";

import { Button, Field, Input, Notice } from "@crossdock/ui";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useForm } from "react-hook-form";

export function CodeForm({ next }: { next: string }) {
  const { register, handleSubmit, setError, resetField, formState } = useForm({
    defaultValues: { code: "" },
  });
  const submit = handleSubmit(async ({ code }) => {
    const result = await signIn("code", { code, redirect: false });
    if (result?.ok) return window.location.assign(next);
    resetField("code");
    setError("root", { message: failureText(result?.error) });
  });
  const { root, code } = formState.errors;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      {root && <Notice tone="bad">{root.message}</Notice>}
      <Field
        label="Code"
        hint="Six digits from your authenticator app, or one of your recovery codes."
        error={code?.message}
      >
        <Input
          mono
          autoFocus
          autoComplete="one-time-code"
          {...register("code", { required: "Enter a code." })}
        />
      </Field>
      <Button type="submit" variant="primary" pending={formState.isSubmitting}>
        Continue
      </Button>
      <p className="text-meta text-ink-2">
        Neither at hand? An owner of the shop can reset it for you.{" "}
        <Link href="/login" className="link">
          Sign in as somebody else
        </Link>
      </p>
    </form>
  );
}

function failureText(error: string | null | undefined): string {
  if (error === "rate_limited") return "Too many attempts. Wait a quarter of an hour.";
  if (error === "unauthenticated") return "This took too long, or too many tries. Sign in again.";
  if (error === "CredentialsSignin") {
    return "This code is not right, or was used already. Wait for the next one.";
  }
  return "The server could not check this. Try again.";
}
