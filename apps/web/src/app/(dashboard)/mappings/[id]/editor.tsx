"use client";

import type { MappingDefinition } from "@crossdock/api/schemas";
import { Button, Field, Input, Notice, Textarea } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Mapping } from "../mapping-list.tsx";
import { faultOf } from "../new/new-mapping.tsx";
import { AddField } from "./add-field.tsx";
import { nameOf, placesOf, tidied, withField } from "./draft.ts";
import { PreviewPane, usePreview } from "./preview.tsx";
import { ScopesField } from "./scopes-field.tsx";
import { usePlaces } from "./use-places.ts";

type Props = { mapping: Mapping; onSaved(version: number): void };

/** Which value goes where, with what comes of it beside. */
export function Editor({ mapping, onSaved }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [name, setName] = useState(mapping.name);
  const [draft, setDraft] = useState<MappingDefinition>(mapping.definition);
  const [fault, setFault] = useState<string | null>(null);
  const known = usePlaces(draft);
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
            placeholder={examples[draft.direction].filter}
            onChange={(event) => setDraft({ ...draft, filter: event.currentTarget.value })}
          />
        </Field>
        {draft.direction === "in" && <ScopesField definition={draft} onChange={setDraft} />}
        <DetailSection title="Fields">
          <div className="flex flex-col gap-4">
            <p className="text-table text-ink-2">
              Each takes a JSONata expression over the sample:{" "}
              <code>{examples[draft.direction].text}</code>, <code>'fixed text'</code>,{" "}
              <code>{examples[draft.direction].list}</code>.
            </p>
            {draft.body === null &&
              placesOf(known, draft.fields).map((place) => (
                <Field
                  key={nameOf(place)}
                  label={place.required ? place.label : `${place.label} (optional)`}
                  hint={place.hint}
                  error={faultAt(nameOf(place))}
                >
                  <Input
                    mono
                    spellCheck={false}
                    value={expressionAt(draft, nameOf(place))}
                    onChange={(event) =>
                      setDraft(withField(draft, place, event.currentTarget.value))
                    }
                  />
                </Field>
              ))}
            {draft.body !== null && (
              <Field label="Whole body" hint="One expression" error={faultAt("body")}>
                <Textarea
                  mono
                  rows={8}
                  spellCheck={false}
                  value={draft.body}
                  onChange={(event) => setDraft({ ...draft, body: event.currentTarget.value })}
                />
              </Field>
            )}
            <div className="flex flex-wrap gap-2">
              {draft.body === null && (
                <AddField
                  isOut={draft.direction === "out"}
                  onAdd={(field) => setDraft(withField(draft, field, ""))}
                />
              )}
              <Button
                size="sm"
                onClick={() => setDraft({ ...draft, body: draft.body === null ? "{}" : null })}
              >
                {draft.body === null ? "One expression for the body" : "Field by field"}
              </Button>
            </div>
          </div>
        </DetailSection>
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

const examples = {
  out: {
    filter: "data.object.total.amount > 10000",
    text: "data.object.email",
    list: "data.object.lines.sku",
  },
  in: { filter: "payload.status = 'sent'", text: "payload.order", list: "payload.parcels.code" },
};

function expressionAt({ fields }: MappingDefinition, name: string): string {
  return fields.find((field) => nameOf(field) === name)?.expression ?? "";
}
