"use client";

import { EmptyState, Status } from "@crossdock/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../../../components/confirm-button.tsx";
import type { Column } from "../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../components/data-table.tsx";
import { limitsText } from "../../../components/limits-text.ts";
import { Reference } from "../../../components/reference.tsx";
import { listInput } from "../../../filters.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { EditIssuer } from "./edit-issuer.tsx";

export type Issuer = Outputs["issuers"]["list"]["data"][number];

export function IssuerList({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.issuers.list.queryOptions(listInput({ cursor }), { placeholderData: keepPreviousData }),
  );
  return (
    <DataTable
      caption="Trusted issuers, newest first"
      columns={mayWrite ? [...columns, actions] : columns}
      query={query}
      empty={
        <EmptyState kind="nothing-yet" title="Nobody is trusted yet">
          <p>Name a place that people or systems sign in at, such as your company's login.</p>
        </EmptyState>
      }
    />
  );
}

const columns: Column<Issuer>[] = [
  { id: "name", header: "Name", phone: "main", cell: ({ name }) => name },
  {
    id: "state",
    header: "State",
    phone: "end",
    cell: ({ enabled }) =>
      enabled ? <Status tone="ok">Trusted</Status> : <Status tone="off">Off</Status>,
  },
  {
    id: "issuer",
    header: "Issuer",
    phone: "below",
    cell: ({ issuer }) => <span className="font-mono text-meta break-all">{issuer}</span>,
  },
  {
    id: "audience",
    header: "Audience",
    phone: "hidden",
    cell: ({ audience }) => <span className="font-mono text-meta break-all">{audience}</span>,
  },
  {
    id: "rules",
    header: "Grants",
    phone: "hidden",
    cell: ({ rules }) => <span title={rules.map(ruleText).join("\n")}>{summary(rules)}</span>,
  },
  {
    id: "limits",
    header: "Limits of each subject",
    phone: "hidden",
    cell: ({ limits }) => limitsText(limits),
  },
  {
    id: "owner",
    header: "Owner",
    phone: "hidden",
    cell: ({ partnerId }) => (partnerId ? <Reference text={partnerId} /> : "The shop"),
  },
];

const actions: Column<Issuer> = {
  id: "actions",
  header: "Actions",
  align: "end",
  phone: "below-end",
  cell: (issuer) => (
    <span className="inline-flex gap-2">
      <EditIssuer issuer={issuer} />
      <Remove issuer={issuer} />
    </span>
  ),
};

function Remove({ issuer: { id, name } }: { issuer: Issuer }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.issuers.remove.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Trust ${name} no more?`}
      consequence="Its tokens are refused at once. This cannot be undone, but the issuer can be named again."
      run={() => remove.mutateAsync({ id }).then(refresh)}
      done={`${name} is trusted no more`}
    />
  );
}

type Rule = Issuer["rules"][number];

function ruleText({ claim, value, scopes }: Rule): string {
  return `${claim} = ${value}: ${scopes.join(" ")}`;
}

/** One scope by name, the others by number. */
function summary(rules: readonly Rule[]): string {
  const scopes = [...new Set(rules.flatMap((rule) => rule.scopes))];
  const rest = scopes.length - 1;
  return scopes.length === 0 ? "Nothing yet" : `${scopes[0]}${rest > 0 ? ` +${rest}` : ""}`;
}
