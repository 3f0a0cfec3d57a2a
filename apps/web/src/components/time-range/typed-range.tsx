"use client";

import { Button, Field, Input } from "@crossdock/ui";
import { type FormEvent, useState } from "react";
import { parseRange, type TimeRange } from "./ranges.ts";

type Props = { value: TimeRange; onChoose(value: TimeRange): void };

/** A length of time as it is typed, and two moments in the reader's zone. */
export function TypedRange({ value, onChoose }: Props) {
  return (
    <>
      <Length value={value.range ?? ""} onChoose={onChoose} />
      <Moments value={value} onChoose={onChoose} />
    </>
  );
}

function Length({ value, onChoose }: { value: string; onChoose: Props["onChoose"] }) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const range = parseRange(text);
    if (range === null)
      return setError("Write a length such as 90m, 12h or 3d, 90 days at the most.");
    onChoose({ range, from: null, to: null });
  };
  return (
    <form onSubmit={submit} className="flex items-start gap-2" noValidate>
      <div className="min-w-0 flex-1">
        <Field label="Or the last" hideLabel error={error}>
          <Input
            mono
            placeholder="90m, 12h, 3d"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Field>
      </div>
      <Button type="submit">Show</Button>
    </form>
  );
}

function Moments({ value, onChoose }: Props) {
  const [from, setFrom] = useState(toLocal(value.from));
  const [to, setTo] = useState(toLocal(value.to));
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from === "") return setError("Enter when it begins.");
    if (to !== "" && from >= to) return setError("The end is before the beginning.");
    onChoose({ range: null, from: toUtc(from), to: toUtc(to) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 border-t border-line pt-3" noValidate>
      <Field label="From" error={error}>
        <Input
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      </Field>
      <Field label="To" hint="Empty: until now. In your time zone">
        <Input
          type="datetime-local"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Field>
      <div>
        <Button type="submit">Show this time</Button>
      </div>
    </form>
  );
}

/** As the field takes it: in the reader's zone, without one. */
function toLocal(at: string | null): string {
  if (at === null) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function toUtc(local: string): string | null {
  return local === "" ? null : new Date(local).toISOString();
}
