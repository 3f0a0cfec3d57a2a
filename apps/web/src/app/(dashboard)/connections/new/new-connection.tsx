"use client";

import { CreateConnection } from "@crossdock/api/schemas";
import { Button, Field, Select, Textarea, useToast } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { LinkButton } from "../../../../components/link-button.tsx";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords, useShowProblem } from "../../../../forms.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { AuthFields } from "../auth-fields.tsx";

/** An API by its document, or by where it is. */
export function NewConnection() {
  const trpc = useTRPC();
  const toast = useToast();
  const router = useRouter();
  const refresh = useRefresh();
  const [by, setBy] = useState<By>("url");
  const form = useForm({
    resolver: zodResolver(CreateConnection, inWords),
    defaultValues: { name: "", auth: { kind: "none" as const } },
    shouldUnregister: true,
  });
  const create = useMutation(
    trpc.connections.create.mutationOptions({
      onError: useShowProblem(form.setError),
      onSuccess: async ({ id, name }) => {
        await refresh();
        toast.ok(`${name} is connected`);
        router.push(`/connections/${id}`);
      },
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
      noValidate
      className="flex max-w-180 flex-col gap-5 px-4 py-5 sm:px-6"
    >
      <TextField form={form} name="name" label="Name" hint="What you call it" />
      <Field label="Connect it by" custom>
        <Select<By> options={ways} value={by} onChange={setBy} />
      </Field>
      {by === "url" && (
        <TextField
          form={form}
          name="documentUrl"
          label="Address of its OpenAPI document"
          hint="OpenAPI 3.0 or 3.1, in JSON or YAML"
          type="url"
          mono
          optional
        />
      )}
      {by === "text" && <DocumentField form={form} error={errors.document?.message} />}
      <TextField
        form={form}
        name="baseUrl"
        label="Base address"
        hint={
          by === "address" ? "Such as https://api.example.com/v1" : "Empty: what the document says"
        }
        type="url"
        mono
        optional
      />
      <AuthFields form={form} />
      <div className="flex gap-2 border-t border-line pt-5">
        <Button type="submit" variant="primary" pending={create.isPending}>
          Connect
        </Button>
        <LinkButton href="/connections" variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </form>
  );
}

type By = "url" | "text" | "address";

const ways: { value: By; label: string }[] = [
  { value: "url", label: "The address of its document" },
  { value: "text", label: "Its document, pasted or from a file" },
  { value: "address", label: "Its base address alone" },
];

type Form = ReturnType<typeof useForm<{ document?: string | undefined }>>;

function DocumentField({ form, error }: { form: unknown; error: string | undefined }) {
  const { register, setValue } = form as Form;
  return (
    <div className="flex flex-col gap-2">
      <Field label="OpenAPI document" hint="JSON or YAML, up to 900 KB" error={error}>
        <Textarea mono rows={8} spellCheck={false} {...register("document")} />
      </Field>
      <input
        type="file"
        aria-label="File of the document"
        accept=".json,.yaml,.yml"
        className="text-table text-ink-2"
        onChange={async (event) => {
          const file = event.currentTarget.files?.[0];
          if (file) setValue("document", await file.text());
        }}
      />
    </div>
  );
}
