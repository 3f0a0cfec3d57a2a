"use client";

import { Button, Status } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmButton } from "../../../components/confirm-button.tsx";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable } from "../../../components/data-table.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { ProviderForm } from "./provider-form.tsx";

export type LoginProvider = Outputs["settings"]["loginProviders"]["data"][number];

/** Where members may sign in besides here. */
export function LoginProviders({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const [editing, setEditing] = useState<LoginProvider | null>(null);
  const query = useQuery(trpc.settings.loginProviders.queryOptions({}, { select: asPage }));
  const actions: Column<LoginProvider> = {
    id: "actions",
    header: "Actions",
    align: "end",
    phone: "below-end",
    cell: (provider) => <Actions provider={provider} onEdit={() => setEditing(provider)} />,
  };
  return (
    <>
      <DataTable
        caption="Sign-in providers"
        columns={mayWrite ? [...columns, actions] : columns}
        query={query}
        empty={null}
      />
      {editing && <ProviderForm provider={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

const columns: Column<LoginProvider>[] = [
  { id: "name", header: "Provider", phone: "main", cell: ({ name }) => name },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: ({ source }) =>
      source ? <Status tone="ok">On</Status> : <Status tone="off">Off</Status>,
  },
  {
    id: "client",
    header: "Client id",
    phone: "below",
    cell: ({ clientId }) => <span className="font-mono text-meta">{clientId ?? "–"}</span>,
  },
  { id: "issuer", header: "Issuer", phone: "hidden", cell: ({ issuer }) => issuer ?? "–" },
];

function Actions({ provider, onEdit }: { provider: LoginProvider; onEdit(): void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.settings.removeLoginProvider.mutationOptions());
  if (provider.source === "environment") {
    return <span className="text-meta text-ink-2">Set by the environment</span>;
  }
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" onClick={onEdit} aria-label={`Set up ${provider.name}`}>
        Set up
      </Button>
      {provider.source === "settings" && (
        <ConfirmButton
          danger
          verb="Remove"
          title={`Remove ${provider.name}?`}
          consequence="Nobody can sign in with it afterwards. What members have linked stays for later."
          run={() => remove.mutateAsync({ id: provider.id }).then(refresh)}
          done={`${provider.name} is removed`}
        />
      )}
    </span>
  );
}

/** The providers are one page long. */
function asPage({ data }: Outputs["settings"]["loginProviders"]) {
  return { data, hasMore: false, nextCursor: null };
}
