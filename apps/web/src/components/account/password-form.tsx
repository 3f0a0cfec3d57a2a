"use client";

import { SetPassword } from "@crossdock/api/schemas";
import { Button, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { inWords, useShowProblem } from "../../forms.ts";
import { useTRPC } from "../../trpc/client.tsx";
import { TextField } from "../text-field.tsx";

export function PasswordForm() {
  const trpc = useTRPC();
  const toast = useToast();
  const form = useForm({
    resolver: zodResolver(SetPassword, inWords),
    defaultValues: { password: "" },
  });
  const setPassword = useMutation(
    trpc.me.setPassword.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: () => {
        form.reset();
        toast.ok("The password is set", "Your other sessions are signed out.");
      },
    }),
  );
  return (
    <form
      noValidate
      onSubmit={form.handleSubmit((values) => setPassword.mutate(values))}
      className="flex max-w-sm flex-col items-start gap-4"
    >
      <div className="w-full">
        <TextField
          form={form}
          name="password"
          type="password"
          label="New password"
          hint="At least 12 characters. Signs out your other sessions."
        />
      </div>
      <Button type="submit" variant="primary" pending={setPassword.isPending}>
        Set password
      </Button>
    </form>
  );
}
