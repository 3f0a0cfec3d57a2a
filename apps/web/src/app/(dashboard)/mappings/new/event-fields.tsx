"use client";

import { Event } from "@crossdock/api/schemas";
import { Field, Input, Select } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
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
      <SourceField value={target.source} onChange={(source) => onChange({ ...target, source })} />
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

type SourceProps = { value: string; onChange(slug: string): void };

function SourceField({ value, onChange }: SourceProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.inboundSources.list.queryOptions({ limit: 100 }));
  const options = (data?.data ?? []).map(({ slug, name }) => ({ value: slug, label: name }));
  return (
    <Field
      label="Inbound source"
      hint={options.length === 0 ? "Make one first, under Inbound events" : undefined}
      custom
    >
      <Select
        options={[{ value: "", label: "Choose a source" }, ...options]}
        value={value}
        onChange={onChange}
      />
    </Field>
  );
}

const types = Event.shape.type.options.map((value) => ({ value, label: value }));
