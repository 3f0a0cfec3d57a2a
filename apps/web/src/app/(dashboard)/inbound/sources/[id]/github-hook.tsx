"use client";

import { Button, KeyValues, Notice, Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { ConfirmButton } from "../../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../../components/detail-section.tsx";
import { FormDialog } from "../../../../../components/form-dialog.tsx";
import { TextField } from "../../../../../components/text-field.tsx";
import { useDialogStep } from "../../../../../forms.ts";
import { useTRPC } from "../../../../../trpc/client.tsx";
import type { Outputs } from "../../../../../trpc/server.tsx";
import { useRefresh } from "../../../../../trpc/use-refresh.ts";

type Hook = Outputs["inboundSources"]["hook"];

/** How GitHub is asked each hour for what it could not deliver, and what came of it. */
export function GithubHook({ sourceId, mayWrite }: { sourceId: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: hook } = useQuery(trpc.inboundSources.hook.queryOptions({ id: sourceId }));
  if (!hook) return null;
  return (
    <DetailSection title="Failed deliveries" aside={mayWrite && <HookActions hook={hook} />}>
      {hook.hookUrl === null ? (
        <p className="text-table text-ink-2">
          GitHub sends nothing again by itself. With the hook's address and a token, it is asked
          each hour for what it could not deliver.
        </p>
      ) : (
        <div className="flex flex-col gap-3">
          {hook.token !== "set" && (
            <Notice tone="warn">
              The token is missing or was entered for another host. Enter it anew.
            </Notice>
          )}
          {hook.last && hook.last.error !== null && (
            <Notice tone="bad">GitHub could not be asked. {hook.last.error}</Notice>
          )}
          <KeyValues items={factsOf(hook, hook.hookUrl)} />
        </div>
      )}
    </DetailSection>
  );
}

function factsOf({ last }: Hook, hookUrl: string): [string, React.ReactNode][] {
  return [
    ["The hook in GitHub's API", hookUrl],
    ["Last asked", last ? <Time key="at" at={last.ranAt} full /> : "Not yet"],
    ["Asked to send again", last ? `${last.found}, ${last.foundTotal} in all` : "None"],
  ];
}

function HookActions({ hook }: { hook: Hook }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const set = useMutation(trpc.inboundSources.setHook.mutationOptions());
  return (
    <div className="flex gap-2">
      {hook.hookUrl !== null && (
        <ConfirmButton
          danger
          verb="Stop asking"
          title="Ask GitHub no more?"
          consequence="The token is forgotten. What GitHub cannot deliver is lost after three days."
          run={() => set.mutateAsync({ id: hook.id, hookUrl: null }).then(refresh)}
          done="GitHub is asked no more"
        />
      )}
      <Button size="sm" onClick={() => setOpen(true)}>
        {hook.hookUrl === null ? "Set up" : "Change"}
      </Button>
      {open && <HookDialog hook={hook} onClose={() => setOpen(false)} />}
    </div>
  );
}

function HookDialog({ hook, onClose }: { hook: Hook; onClose(): void }) {
  const trpc = useTRPC();
  const form = useForm({ defaultValues: { hookUrl: hook.hookUrl ?? "", token: "" } });
  const set = useMutation(
    trpc.inboundSources.setHook.mutationOptions(
      useDialogStep(form.setError, { said: () => "GitHub is asked each hour", onClose }),
    ),
  );
  return (
    <FormDialog
      title="Ask for failed deliveries"
      description="Once an hour and after every start, of the last three days."
      submit="Save"
      pending={set.isPending}
      onSubmit={form.handleSubmit(({ hookUrl, token }) =>
        set.mutate({ id: hook.id, hookUrl, token: token || undefined }),
      )}
      onClose={onClose}
    >
      <TextField
        form={form}
        name="hookUrl"
        label="The hook in GitHub's API"
        hint="https://api.github.com/repos/OWNER/REPO/hooks/ID: the id stands in the address of the hook's page"
        mono
      />
      <TextField
        form={form}
        name="token"
        label="Token"
        hint="One that may read and write the repository's webhooks. Kept sealed, and never shown again"
        type="password"
        autoComplete="off"
        mono
        optional={hook.token === "set"}
      />
    </FormDialog>
  );
}
