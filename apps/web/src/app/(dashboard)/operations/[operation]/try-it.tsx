"use client";

import { Button, Field, Notice, Select, Textarea } from "@crossdock/ui";
import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { TextField } from "../../../../components/text-field.tsx";
import { inWords } from "../../../../forms.ts";
import type { ExampleRequest } from "./example.ts";
import { pathOf } from "./example.ts";
import type { Served } from "./operation-detail.tsx";
import type { Exchange } from "./send.ts";
import { send } from "./send.ts";
import { TryItAnswer } from "./try-it-answer.tsx";

const Fields = z.object({
  key: z.string().min(1),
  params: z.record(z.string(), z.string().min(1)),
  query: z.string(),
  idempotencyKey: z.string(),
  ifMatch: z.string(),
  body: z.string(),
  accept: z.string(),
});

// The key outlives the way to another operation, in this tab's memory and nowhere else.
let pastedKey = "";

type Props = { served: Served; example: ExampleRequest };

/** Sends a real request with a key that is pasted here, and shows what came back. */
export function TryIt({ served, example }: Props) {
  const [exchange, setExchange] = useState<Exchange | null>(null);
  const form = useForm({
    resolver: zodResolver(Fields, inWords),
    defaultValues: {
      ...{ key: pastedKey, params: example.params, query: example.query, idempotencyKey: "" },
      ...{ ifMatch: "", body: example.body ?? "", accept: "application/json" },
    },
  });
  const submit = form.handleSubmit(async ({ params, query, ...fields }) => {
    pastedKey = fields.key;
    // Left in the field, so that sending once more shows the replay.
    const idempotencyKey = fields.idempotencyKey || keyFor(served);
    form.setValue("idempotencyKey", idempotencyKey);
    const body = example.body === null ? null : fields.body;
    const path = pathOf(served, { params, query });
    setExchange(await send({ ...fields, method: served.method, path, body, idempotencyKey }));
  });
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      {served.method !== "GET" && (
        <Notice tone="warn">This is the real shop: what you send here happens.</Notice>
      )}
      <TextField
        form={form}
        name="key"
        label="API key"
        type="password"
        mono
        hint="Stays in this tab's memory, and goes when you close it"
      />
      {served.params.map((name) => (
        <TextField key={name} form={form} name={`params.${name}`} label={name} mono />
      ))}
      {example.body === null && (
        <TextField form={form} name="query" label="Query" mono hint="Such as limit=5&cursor=…" />
      )}
      {served.idempotencyKey && (
        <TextField
          form={form}
          name="idempotencyKey"
          label="Idempotency-Key"
          mono
          hint={idempotencyHints[served.idempotencyKey]}
        />
      )}
      {served.ifMatch && (
        <TextField form={form} name="ifMatch" label="If-Match" mono hint="The ETag you have read" />
      )}
      {example.body !== null && (
        <Field label="Body" hint="JSON">
          <Textarea
            mono
            rows={rowsOf(example.body)}
            spellCheck={false}
            {...form.register("body")}
          />
        </Field>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" pending={form.formState.isSubmitting}>
          Send
        </Button>
        <Controller
          control={form.control}
          name="accept"
          render={({ field: { value, onChange } }) => (
            <Select aria-label="Answer as" options={formats} value={value} onChange={onChange} />
          )}
        />
      </div>
      <div aria-live="polite">{exchange && <TryItAnswer exchange={exchange} />}</div>
    </form>
  );
}

const formats = [
  { value: "application/json", label: "JSON" },
  { value: "application/xml", label: "XML" },
];

const idempotencyHints = {
  required: "Empty: one is made. Send the same again to see its replay.",
  accepted: "May stay empty",
};

function keyFor({ idempotencyKey }: Served): string {
  return idempotencyKey === "required" ? crypto.randomUUID() : "";
}

function rowsOf(json: string): number {
  return Math.min(20, json.split("\n").length + 1);
}
