"use client";

import type { ApiAuth } from "@crossdock/api/schemas";
import { Button, Field, Select } from "@crossdock/ui";
import type { FieldValues, Path, PathValue, UseFormReturn } from "react-hook-form";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { TextField } from "../../../components/text-field.tsx";

type Kind = z.infer<typeof ApiAuth>["kind"];
type Fields = FieldValues & { auth?: z.input<typeof ApiAuth>; secret?: string | undefined };

type Props<T extends Fields, C, O> = {
  form: UseFormReturn<T, C, O>;
  /** A secret is there already: empty leaves it. */
  kept?: boolean;
};

/** How the API wants to be told who calls. */
export function AuthFields<T extends Fields, C, O>({ form, kept = false }: Props<T, C, O>) {
  const auth = useWatch({ control: form.control, name: "auth" as Path<T> }) as Fields["auth"];
  const kind: Kind = auth?.kind ?? "none";
  const set = (name: string, value: unknown) =>
    form.setValue(name as Path<T>, value as PathValue<T, Path<T>>, { shouldDirty: true });
  const label = secretLabels[kind];
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="pb-2 text-section">Authentication</legend>
      <Field label="Kind" custom>
        <Select options={kinds} value={kind} onChange={(next) => set("auth", blank[next])} />
      </Field>
      {members[kind].map(([name, title, hint]) => (
        <TextField
          key={name}
          form={form}
          name={`auth.${name}` as Path<T>}
          label={title}
          hint={hint}
          mono
        />
      ))}
      {label && (
        <TextField
          form={form}
          name={"secret" as Path<T>}
          label={label}
          type="password"
          autoComplete="off"
          hint={
            kept
              ? "Empty: the one that is kept stays"
              : "Kept sealed, told to this API alone, shown to nobody"
          }
          mono
          optional
        />
      )}
      {kind === "signature" && (
        <div>
          <Button size="sm" onClick={() => set("secret", newSecret())}>
            Make a secret and copy it
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const kinds: { value: Kind; label: string }[] = [
  { value: "none", label: "None" },
  { value: "bearer", label: "Bearer token" },
  { value: "header", label: "Key in a header" },
  { value: "basic", label: "User name and password" },
  { value: "oauth2", label: "OAuth 2 client credentials" },
  { value: "signature", label: "Signature (Standard Webhooks)" },
];

const blank: Record<Kind, z.input<typeof ApiAuth>> = {
  none: { kind: "none" },
  bearer: { kind: "bearer" },
  header: { kind: "header", header: "X-API-Key" },
  basic: { kind: "basic", username: "" },
  oauth2: { kind: "oauth2", tokenUrl: "", clientId: "", scope: "" },
  signature: { kind: "signature" },
};

const members: Record<Kind, readonly (readonly [name: string, label: string, hint?: string])[]> = {
  none: [],
  bearer: [],
  header: [["header", "Header"]],
  basic: [["username", "User name"]],
  oauth2: [
    ["tokenUrl", "Token address"],
    ["clientId", "Client id"],
    ["scope", "Scope", "May stay empty"],
  ],
  signature: [],
};

const secretLabels: Record<Kind, string | null> = {
  none: null,
  bearer: "Token",
  header: "Key",
  basic: "Password",
  oauth2: "Client secret",
  signature: "Signing secret",
};

/** A new secret in the form of Standard Webhooks, in the clipboard too: the receiver needs it. */
function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const secret = `whsec_${btoa(String.fromCharCode(...bytes))}`;
  void navigator.clipboard?.writeText(secret);
  return secret;
}
