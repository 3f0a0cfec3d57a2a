"use client";

import { Button, CopyId, KeyValues, Notice, Status, Time, useToast } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/client.tsx";
import { problemOf } from "../../trpc/problem.ts";
import type { Outputs } from "../../trpc/server.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { ConfirmButton } from "../confirm-button.tsx";
import { DetailSection } from "../detail-section.tsx";
import { limitsText } from "../limits-text.ts";
import { PageHeader } from "../page-header.tsx";
import { RequestsLink } from "../requests-link.tsx";
import { ClientGrants } from "./client-grants.tsx";
import { kindOf } from "./client-kinds.ts";
import { ClientSecretDialog } from "./client-secret-dialog.tsx";
import { EditClient } from "./edit-client.tsx";
import { EditRedirects } from "./edit-redirects.tsx";

type Client = Outputs["clients"]["get"];

type Props = { id: string; mayWrite: boolean; appUrl: string };

export function ClientDetail({ id, mayWrite, appUrl }: Props) {
  const trpc = useTRPC();
  const { data: client } = useSuspenseQuery(trpc.clients.get.queryOptions({ id }));
  const isOpen = mayWrite && client.revokedAt === null;
  const usesCode = client.grants.includes("authorization_code");
  return (
    <>
      <PageHeader
        title={client.name}
        facts={
          client.revokedAt ? <Status tone="off">Revoked</Status> : <Status tone="ok">Active</Status>
        }
        actions={
          isOpen && (
            <>
              {!client.documentUrl && <EditClient client={client} />}
              {!client.public && <RotateSecret client={client} appUrl={appUrl} />}
              <Revoke client={client} />
            </>
          )
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        {client.documentUrl && (
          <Notice tone="warn">
            Nobody registered this program: it describes itself at its own address, and a customer
            allowed it to act.
          </Notice>
        )}
        <Facts client={client} />
        {usesCode && (
          <DetailSection
            title="Redirect addresses"
            aside={isOpen && !client.documentUrl && <EditRedirects client={client} />}
          >
            <ul className="flex flex-col gap-1 font-mono text-meta">
              {client.redirectUris.map((uri) => (
                <li key={uri} className="break-all">
                  {uri}
                </li>
              ))}
            </ul>
          </DetailSection>
        )}
        {usesCode && (
          <DetailSection title="Customers">
            <ClientGrants clientId={id} mayWrite={isOpen} />
          </DetailSection>
        )}
      </div>
    </>
  );
}

function Facts({ client }: { client: Client }) {
  const until = client.previousSecretUntil;
  return (
    <KeyValues
      items={[
        ["Client id", <CopyId key="id" id={client.documentUrl ?? client.id} />],
        ["Kind", kindOf(client)],
        ["Owner", client.partnerId ? <CopyId key="p" id={client.partnerId} /> : "The shop"],
        ["Secret", client.secretHint],
        ...(until && new Date(until) > new Date()
          ? [["Secret before", <Time key="before" at={until} full />] as const]
          : []),
        ["Scopes", client.scopes.join(", ")],
        ["Limits", limitsText(client.limits)],
        ["Version of /api", client.apiVersion ?? "Newest"],
        [
          "Last used",
          client.lastUsedAt ? <Time key="used" at={client.lastUsedAt} full /> : "Never",
        ],
        [
          "Requests",
          <RequestsLink key="requests" filter={{ principalId: client.id }}>
            In the log
          </RequestsLink>,
        ],
        ["Made", <Time key="made" at={client.createdAt} full />],
      ]}
    />
  );
}

function RotateSecret({ client, appUrl }: { client: Client; appUrl: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const toast = useToast();
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useMutation(
    trpc.clients.rotateSecret.mutationOptions({
      onError: (error) => toast.bad(problemOf(error)?.detail ?? "No secret was made. Try again."),
      onSuccess: async (made) => {
        setSecret(made.secret);
        await refresh();
      },
    }),
  );
  return (
    <>
      <Button size="sm" pending={rotate.isPending} onClick={() => rotate.mutate({ id: client.id })}>
        New secret
      </Button>
      {secret && (
        <ClientSecretDialog
          {...{ id: client.id, secret, appUrl }}
          machine={client.grants.includes("client_credentials")}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  );
}

function Revoke({ client: { id, name } }: { client: Client }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const revoke = useMutation(trpc.clients.revoke.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Revoke"
      title={`Revoke ${name}?`}
      consequence="All its tokens are refused within a second, and what customers allowed it ends. This cannot be undone."
      run={() => revoke.mutateAsync({ id }).then(refresh)}
      done={`${name} is revoked`}
    />
  );
}
