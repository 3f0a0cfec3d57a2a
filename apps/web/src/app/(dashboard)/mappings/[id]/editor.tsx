"use client";

import type { MappingDefinition } from "@crossdock/api/schemas";
import { Button, Field, Input, Notice } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { faultOf } from "../fault-of.ts";
import type { Mapping } from "../mapping-list.tsx";
import { tidied } from "./draft.ts";
import { MappingFields } from "./mapping-fields.tsx";
import { PreviewPane, usePreview } from "./preview.tsx";
import { ScopesField } from "./scopes-field.tsx";

type Props = { mapping: Mapping; onSaved(version: number): void };

/** Which value goes where, with what comes of it beside. */
export function Editor({ mapping, onSaved }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [name, setName] = useState(mapping.name);
  const [draft, setDraft] = useState<MappingDefinition>(mapping.definition);
  const [fault, setFault] = useState<string | null>(null);
  const preview = usePreview(tidied(draft));
  const save = useMutation(
    trpc.mappings.update.mutationOptions({
      onError: (error) => setFault(faultOf(error)),
      onSuccess: async ({ version }) => {
        onSaved(version);
        await refresh();
      },
    }),
  );
  const faultAt = (place: string) =>
    preview.data?.faults.find(
      ({ path }) => `${path[0]} ${path.slice(1).join(".")}`.trim() === place,
    )?.detail;
  return (
    <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,34rem)]">
      <form
        className="flex min-w-0 flex-col gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setFault(null);
          save.mutate({ id: mapping.id, name, definition: tidied(draft) });
        }}
      >
        <Field label="Name">
          <Input value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </Field>
        <Field label="Filter (optional)" hint="Only when this is true" error={faultAt("filter")}>
          <Input
            mono
            value={draft.filter ?? ""}
            placeholder={filterExamples[draft.direction]}
            onChange={(event) => setDraft({ ...draft, filter: event.currentTarget.value })}
          />
        </Field>
        {draft.direction === "in" && <ScopesField definition={draft} onChange={setDraft} />}
        <MappingFields draft={draft} onChange={setDraft} faultAt={faultAt} />
        {fault && <Notice tone="bad">{fault}</Notice>}
        <div className="border-t border-line pt-4">
          <Button type="submit" variant="primary" pending={save.isPending}>
            Save as a new version
          </Button>
        </div>
      </form>
      <PreviewPane preview={preview} isOut={draft.direction === "out"} />
    </div>
  );
}

const filterExamples = {
  out: "data.object.total.amount > 10000",
  in: "payload.status = 'sent'",
};
