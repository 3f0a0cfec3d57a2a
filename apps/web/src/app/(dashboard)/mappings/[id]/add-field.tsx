"use client";

import { Button, Field, Input, Select } from "@crossdock/ui";
import { useState } from "react";
import { FormDialog } from "../../../../components/form-dialog.tsx";
import type { Place } from "./draft.ts";

type Named = Pick<Place, "in" | "path">;
type Props = { isOut: boolean; onAdd(field: Named): void };

/** A field that no document names. */
export function AddField({ isOut, onAdd }: Props) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<Place["in"]>("body");
  const [name, setName] = useState("");
  const add = () => {
    const path = place === "body" ? name.split(".") : [name];
    if (path.some((part) => part.trim() === "")) return;
    onAdd({ in: place, path });
    setName("");
    setOpen(false);
  };
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Add a field
      </Button>
      {open && (
        <FormDialog
          title="Add a field"
          submit="Add"
          pending={false}
          onSubmit={(event) => {
            event.preventDefault();
            // The form around this one is the mapping's.
            event.stopPropagation();
            add();
          }}
          onClose={() => setOpen(false)}
        >
          {isOut && (
            <Field label="Goes into" custom>
              <Select<Place["in"]> options={places} value={place} onChange={setPlace} />
            </Field>
          )}
          <Field label="Name of the field" hint="customer.email is the e-mail within customer">
            <Input mono value={name} onChange={(event) => setName(event.currentTarget.value)} />
          </Field>
        </FormDialog>
      )}
    </>
  );
}

const places: { value: Place["in"]; label: string }[] = [
  { value: "body", label: "The body" },
  { value: "query", label: "The query" },
  { value: "path", label: "The path" },
  { value: "header", label: "A header" },
];
