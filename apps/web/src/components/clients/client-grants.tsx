"use client";

import { EmptyState, Time } from "@crossdock/ui";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { listInput } from "../../filters.ts";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { ConfirmButton } from "../confirm-button.tsx";
import type { Column } from "../data-table.tsx";
import { DataTable, useCursor } from "../data-table.tsx";
import { Reference } from "../reference.tsx";

type Grant = Outputs["clients"]["grants"]["data"][number];

/** Which customers have allowed the program what. */
export function ClientGrants({ clientId, mayWrite }: { clientId: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const query = useQuery(
    trpc.clients.grants.queryOptions(
      { id: clientId, ...listInput({ cursor }) },
      { placeholderData: keepPreviousData },
    ),
  );
  const actions: Column<Grant> = {
    id: "actions",
    header: "Actions",
    align: "end",
    phone: "below-end",
    cell: ({ id }) => <Revoke clientId={clientId} customerId={id} />,
  };
  return (
    <DataTable
      caption="Customers who allowed this program to act for them"
      columns={mayWrite ? [...columns, actions] : columns}
      query={query}
      empty={
        <EmptyState kind="nothing-yet" title="No customer has allowed it anything">
          <p>A customer is asked when the program sends them here for the first time.</p>
        </EmptyState>
      }
    />
  );
}

const columns: Column<Grant>[] = [
  {
    id: "customer",
    header: "Customer",
    phone: "main",
    cell: ({ id }) => <Reference text={id} />,
  },
  { id: "scopes", header: "Scopes", phone: "below", cell: ({ scopes }) => scopes.join(", ") },
  { id: "since", header: "Since", phone: "hidden", cell: (grant) => <Time at={grant.createdAt} /> },
  { id: "until", header: "Until", phone: "hidden", cell: (grant) => <Time at={grant.expiresAt} /> },
];

function Revoke({ clientId, customerId }: { clientId: string; customerId: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const revoke = useMutation(trpc.clients.revokeGrant.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Take back"
      title="Take this customer's permission back?"
      consequence="The program's tokens for this customer are refused within a second. It can ask the customer again."
      run={() => revoke.mutateAsync({ id: clientId, customerId }).then(refresh)}
      done="The permission is taken back"
    />
  );
}
