"use client";

import type { MappingDefinition } from "@crossdock/api/schemas";
import { Button, Field, Input, Textarea } from "@crossdock/ui";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { AddField } from "./add-field.tsx";
import { nameOf, placesOf, withField } from "./draft.ts";
import { usePlaces } from "./use-places.ts";

type Props = {
  draft: MappingDefinition;
  onChange(draft: MappingDefinition): void;
  /** What is wrong at a place, by its name. */
  faultAt(place: string): string | undefined;
};

/** An expression for each place of the target, or one for its whole body. */
export function MappingFields({ draft, onChange, faultAt }: Props) {
  const isWhole = draft.body !== null;
  const examples = examplesOf[draft.direction];
  return (
    <DetailSection title="Fields">
      <div className="flex flex-col gap-4">
        <p className="text-table text-ink-2">
          Each takes a JSONata expression over the sample: <code>{examples.text}</code>,{" "}
          <code>'fixed text'</code>, <code>{examples.list}</code>.
        </p>
        {draft.body === null ? (
          <Places draft={draft} onChange={onChange} faultAt={faultAt} />
        ) : (
          <Field label="Whole body" hint="One expression" error={faultAt("body")}>
            <Textarea
              mono
              rows={8}
              spellCheck={false}
              value={draft.body}
              onChange={(event) => onChange({ ...draft, body: event.currentTarget.value })}
            />
          </Field>
        )}
        <div className="flex flex-wrap gap-2">
          {!isWhole && (
            <AddField
              isOut={draft.direction === "out"}
              onAdd={(field) => onChange(withField(draft, field, ""))}
            />
          )}
          <Button size="sm" onClick={() => onChange({ ...draft, body: isWhole ? null : "{}" })}>
            {isWhole ? "Field by field" : "One expression for the body"}
          </Button>
        </div>
      </div>
    </DetailSection>
  );
}

function Places({ draft, onChange, faultAt }: Props) {
  const known = usePlaces(draft);
  return placesOf(known, draft.fields).map((place) => (
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
        onChange={(event) => onChange(withField(draft, place, event.currentTarget.value))}
      />
    </Field>
  ));
}

const examplesOf = {
  out: { text: "data.object.email", list: "data.object.lines.sku" },
  in: { text: "payload.order", list: "payload.parcels.code" },
};

function expressionAt({ fields }: MappingDefinition, name: string): string {
  return fields.find((field) => nameOf(field) === name)?.expression ?? "";
}
