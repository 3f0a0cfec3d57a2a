"use client";

import { Button, useToast } from "@crossdock/ui";
import type { FormEvent } from "react";
import { useState } from "react";
import { problemOf } from "../../trpc/problem.ts";
import { FormDialog } from "../form-dialog.tsx";
import type { Key } from "./key-state.tsx";
import { ScopePicker } from "./scope-picker.tsx";
import { useUpdateKey } from "./use-update-key.ts";

/** Widens or narrows what a key may do. */
export function EditScopes({ apiKey }: { apiKey: Key }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && <ScopesDialog apiKey={apiKey} onClose={() => setOpen(false)} />}
    </>
  );
}

function ScopesDialog({ apiKey, onClose }: { apiKey: Key; onClose(): void }) {
  const { id, name, partnerId } = apiKey;
  const toast = useToast();
  const [scopes, setScopes] = useState(apiKey.scopes);
  const [error, setError] = useState<string>();
  const { update, pending } = useUpdateKey(id);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await update({ scopes });
      toast.undoable(`The scopes of ${name} are changed`, () => {
        void update({ scopes: apiKey.scopes });
      });
      onClose();
    } catch (thrown) {
      setError(problemOf(thrown)?.errors?.[0]?.detail ?? "The server did not answer. Try again.");
    }
  };
  return (
    <FormDialog
      title={`Scopes of ${name}`}
      description="It applies within a second. Calls that need a scope which the key lacks get a 403."
      submit="Save"
      pending={pending}
      onSubmit={save}
      onClose={onClose}
    >
      <ScopePicker
        partnerId={partnerId ?? undefined}
        value={scopes}
        onChange={setScopes}
        error={error}
      />
    </FormDialog>
  );
}
