"use client";

import { Field, Select } from "@crossdock/ui";
import type { UseFormReturn } from "react-hook-form";
import { Controller } from "react-hook-form";
import { TextField } from "../../../../components/text-field.tsx";
import type { SourceValues } from "./source-form.ts";

type Props = { form: UseFormReturn<SourceValues> };

/** How a provider of its own kind signs. */
export function HmacFields({ form }: Props) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="pb-2 text-table font-semibold">How it signs</legend>
      <TextField
        form={form}
        name="settings.signatureHeader"
        label="Header of the signature"
        hint="Such as X-Signature"
        mono
      />
      <TextField
        form={form}
        name="settings.prefix"
        label="What stands before it"
        hint="Such as sha256= or v0="
        mono
        optional
      />
      <Choice form={form} name="settings.algorithm" label="Algorithm" options={algorithms} />
      <Choice form={form} name="settings.encoding" label="Written in" options={encodings} />
      <TextField
        form={form}
        name="settings.template"
        label="What is signed"
        hint="{body} once; {timestamp} and {id} where they are signed too, such as {timestamp}.{body}"
        mono
      />
      <TextField
        form={form}
        name="settings.timestampHeader"
        label="Header of the time"
        mono
        optional
      />
      <TextField
        form={form}
        name="settings.toleranceSeconds"
        label="How far the time may be off, in seconds"
        inputMode="numeric"
      />
      <TextField
        form={form}
        name="settings.id"
        label="Where the event's id is"
        hint="A header, or a JSON pointer such as /id. Without it the same text is the same event."
        mono
        optional
      />
      <TextField
        form={form}
        name="settings.type"
        label="Where its type is"
        hint="A header, or a JSON pointer such as /type"
        mono
        optional
      />
    </fieldset>
  );
}

const algorithms = [
  { value: "sha256", label: "SHA-256" },
  { value: "sha512", label: "SHA-512" },
  { value: "sha1", label: "SHA-1" },
];

const encodings = [
  { value: "hex", label: "Hexadecimal" },
  { value: "base64", label: "Base64" },
];

type ChoiceProps = Props & {
  name: "settings.algorithm" | "settings.encoding";
  label: string;
  options: readonly { value: string; label: string }[];
};

function Choice({ form, name, label, options }: ChoiceProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Field label={label} custom>
          <Select options={options} value={field.value} onChange={field.onChange} />
        </Field>
      )}
    />
  );
}
