"use client";

import { Button, Notice, Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { signIn } from "next-auth/react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { useShowFailure } from "../../trpc/use-show-failure.ts";
import { ConfirmButton } from "../confirm-button.tsx";
import type { Column } from "../data-table.tsx";
import { DataTable } from "../data-table.tsx";

type Identity = Outputs["me"]["identities"]["data"][number];

/** The accounts elsewhere that sign the reader in. */
export function IdentityList() {
  const trpc = useTRPC();
  const [outcome] = useQueryState("link", parseAsStringLiteral(["linked", "taken"]));
  const query = useQuery(trpc.me.identities.queryOptions({}));
  const list = useQuery(trpc.me.identities.queryOptions({}, { select: asPage }));
  const { providers = [], data = [] } = query.data ?? {};
  const free = providers.filter(({ id }) => !data.some(({ provider }) => provider === id));
  const nameOf = (id: string) => providers.find((one) => one.id === id)?.name ?? id;
  return (
    <div className="flex flex-col items-start gap-4">
      {outcome === "linked" && <Notice tone="ok">The account is linked.</Notice>}
      {outcome === "taken" && (
        <Notice tone="bad">
          This account is linked to somebody already, or you have linked another one of the same
          provider.
        </Notice>
      )}
      {data.length > 0 && (
        <div className="w-full">
          <DataTable
            caption="Linked accounts"
            columns={columnsFor(nameOf)}
            query={list}
            empty={null}
          />
        </div>
      )}
      {data.length === 0 && providers.length === 0 && (
        <p className="text-table text-ink-2">The shop has no sign-in provider set up.</p>
      )}
      <div className="flex flex-wrap gap-2">
        {free.map((provider) => (
          <Link key={provider.id} provider={provider} />
        ))}
      </div>
    </div>
  );
}

function columnsFor(nameOf: (id: string) => string): Column<Identity>[] {
  return [
    { id: "provider", header: "Provider", phone: "main", cell: (one) => nameOf(one.provider) },
    { id: "label", header: "Account", phone: "below", cell: ({ label }) => label },
    {
      id: "used",
      header: "Last used",
      phone: "end",
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} /> : "Never"),
    },
    {
      id: "unlink",
      header: "Actions",
      align: "end",
      phone: "below-end",
      cell: (one) => <Unlink identity={one} name={nameOf(one.provider)} />,
    },
  ];
}

function Link({ provider }: { provider: Outputs["me"]["identities"]["providers"][number] }) {
  const trpc = useTRPC();
  const start = useMutation(
    trpc.me.startLinking.mutationOptions({
      onError: useShowFailure(),
      onSuccess: () => signIn(provider.id, { callbackUrl: window.location.pathname }),
    }),
  );
  return (
    <Button pending={start.isPending} onClick={() => start.mutate({ provider: provider.id })}>
      {`Link ${provider.name}`}
    </Button>
  );
}

function Unlink({ identity, name }: { identity: Identity; name: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const unlink = useMutation(trpc.me.unlinkIdentity.mutationOptions());
  return (
    <ConfirmButton
      verb="Unlink"
      title={`Unlink ${name}?`}
      consequence={`${identity.label} does not sign you in afterwards.`}
      run={() => unlink.mutateAsync({ id: identity.id }).then(refresh)}
      done={`${name} is unlinked`}
    />
  );
}

/** The linked accounts are one page long. */
function asPage({ data }: Outputs["me"]["identities"]) {
  return { data, hasMore: false, nextCursor: null };
}
