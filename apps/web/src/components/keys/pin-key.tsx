"use client";

import type { VersionFacts } from "@crossdock/adapters";
import { Button, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { useShowFailure } from "../../trpc/use-show-failure.ts";
import { FormDialog } from "../form-dialog.tsx";
import { VersionField } from "./version-field.tsx";

type Key = Outputs["keys"]["list"]["data"][number];

type Props = { apiKey: Key; versions: readonly VersionFacts[] };

/** Pins a key to a version of the API, or lets it follow the newest. */
export function PinKey({ apiKey, versions }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Version
      </Button>
      {open && <PinDialog apiKey={apiKey} versions={versions} onClose={() => setOpen(false)} />}
    </>
  );
}

function PinDialog({ apiKey, versions, onClose }: Props & { onClose(): void }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const [apiVersion, setApiVersion] = useState(apiKey.apiVersion);
  const pin = useMutation(
    trpc.keys.pin.mutationOptions({
      onError: useShowFailure(),
      onSuccess: async (saved) => {
        await refresh();
        toast.ok(
          `${saved.name} ${saved.apiVersion ? `is pinned to ${saved.apiVersion}` : follows}`,
        );
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pin.mutate({ id: apiKey.id, apiVersion });
  };
  return (
    <FormDialog
      title={`Version of ${apiKey.name}`}
      description="It applies within a second, to every system that uses this key."
      submit="Save"
      pending={pin.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <VersionField versions={versions} value={apiVersion} onChange={setApiVersion} />
    </FormDialog>
  );
}

const follows = "follows the newest version";
