"use client";

import { Event } from "@crossdock/api/schemas";
import { Field, Input, Select } from "@crossdock/ui";
import type { Target } from "./blank.ts";

type Props = { isOut: boolean; target: Target; onChange(target: Target): void };

/** What sets it off. */
export function EventFields({ isOut, target, onChange }: Props) {
  if (isOut) {
    return (
      <Field label="Event" custom>
        <Select
          options={types}
          value={target.event}
          onChange={(event) => onChange({ ...target, event })}
        />
      </Field>
    );
  }
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Inbound source" hint="The last part of its address">
        <Input
          mono
          value={target.source}
          onChange={(event) => onChange({ ...target, source: event.currentTarget.value })}
        />
      </Field>
      <Field label="Type of event" hint="* is every type">
        <Input
          mono
          value={target.sourceEvent}
          onChange={(event) => onChange({ ...target, sourceEvent: event.currentTarget.value })}
        />
      </Field>
    </div>
  );
}

const types = Event.shape.type.options.map((value) => ({ value, label: value }));
