"use client";

import { CreateIssuer } from "@crossdock/api/schemas";
import { Checkbox, Field, Select } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useForm } from "react-hook-form";
import type { z } from "zod";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { LimitsFields } from "../../../components/limits-fields.tsx";
import { TextField } from "../../../components/text-field.tsx";
import { inWords } from "../../../forms.ts";
import { RuleFields } from "./rule-fields.tsx";

type Values = z.input<typeof CreateIssuer>;

export function useIssuerForm(defaultValues: Values) {
  return useForm({ resolver: zodResolver(CreateIssuer, inWords), defaultValues });
}

export type IssuerFormParts = ReturnType<typeof useIssuerForm>;

type Props = {
  form: IssuerFormParts;
  title: string;
  submit: string;
  /** Who can own it; an issuer keeps its owner. */
  partners?: readonly { id: string; name: string }[];
  pending: boolean;
  onSubmit(values: z.output<typeof CreateIssuer>): void;
  onClose(): void;
};

export function IssuerForm({ form, partners, onSubmit, ...props }: Props) {
  return (
    <FormDialog
      {...props}
      description="Changes apply within a second."
      onSubmit={form.handleSubmit(onSubmit)}
    >
      <TextField form={form} name="name" label="Name" hint="What you call it" />
      <TextField
        form={form}
        name="issuer"
        label="Issuer"
        hint="What its tokens have in iss, letter by letter"
        mono
      />
      <TextField
        form={form}
        name="jwksUrl"
        label="Address of its keys"
        hint="Its JSON Web Key Set (jwks_uri)"
        type="url"
        mono
      />
      <TextField
        form={form}
        name="audience"
        label="Audience"
        hint="What its tokens for this shop have in aud"
        mono
      />
      <TextField
        form={form}
        name="subjectClaim"
        label="Claim that names the caller"
        hint="Nearly always sub"
        mono
      />
      {partners && <OwnerField form={form} partners={partners} />}
      <RuleFields form={form} />
      <LimitsFields form={form} name="limits" />
      <Controller
        control={form.control}
        name="enabled"
        render={({ field }) => (
          <Checkbox
            label="Take its tokens"
            checked={field.value ?? true}
            onChange={field.onChange}
          />
        )}
      />
    </FormDialog>
  );
}

function OwnerField({ form, partners }: Required<Pick<Props, "form" | "partners">>) {
  const options = [
    { value: "", label: "The shop: sees every row" },
    ...partners.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Controller
      control={form.control}
      name="partnerId"
      render={({ field, fieldState }) => (
        <Field
          label="Owner"
          hint="A partner's callers see the partner's own rows"
          error={fieldState.error?.message}
          custom
        >
          <Select
            options={options}
            value={field.value ?? ""}
            onChange={(id) => field.onChange(id || undefined)}
          />
        </Field>
      )}
    />
  );
}
