"use client";

import { Password } from "@crossdock/api/schemas";
import { Button } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { TextField } from "../../../components/text-field.tsx";
import { inWords } from "../../../forms.ts";
import { enter } from "./enter.ts";
import { Refused } from "./refused.tsx";

const Invitation = z.object({ password: z.union([z.literal(""), Password]) });

/** The first sign-in, where a member may choose a password. */
export function InvitationForm({ token }: { token: string }) {
  const [refused, setRefused] = useState(false);
  const form = useForm({
    resolver: zodResolver(Invitation, inWords),
    defaultValues: { password: "" },
  });
  const submit = form.handleSubmit(async ({ password }) => {
    if (!(await enter(token, password))) setRefused(true);
  });
  if (refused) return <Refused />;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <p className="text-ink-2">
        You are invited. Choose a password to sign in with from now on, or leave it for later: your
        account page has it too.
      </p>
      <TextField
        form={form}
        name="password"
        type="password"
        autoComplete="new-password"
        label="Password (optional)"
        hint="At least 12 characters."
      />
      <Button type="submit" variant="primary" pending={form.formState.isSubmitting}>
        Sign in
      </Button>
    </form>
  );
}
