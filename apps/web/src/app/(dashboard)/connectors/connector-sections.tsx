"use client";

import { Notice, Skeleton, Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../../../components/confirm-button.tsx";
import { DetailSection } from "../../../components/detail-section.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { SetSecretButton } from "./set-secret.tsx";

type Connector = Outputs["connectors"]["list"]["data"][number];
export type Credential = Connector["credentials"][number];

/** The third parties that need secrets, and which of these are set. */
export function ConnectorSections({ mayChange }: { mayChange: boolean }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.connectors.list.queryOptions({}));
  if (!data) return <Skeleton lines={6} />;
  return (
    <div className="flex flex-col gap-8 px-4 py-4 pb-8 sm:px-6">
      <p className="max-w-prose text-body text-ink-2">
        Secrets are sealed before they are stored, each for its provider&apos;s host alone. Nobody
        can read them here again.
        {!mayChange && " An owner or admin may enter them."}
      </p>
      {data.data
        .filter(({ credentials }) => credentials.length > 0)
        .map((connector) => (
          <DetailSection key={connector.id} title={connector.name}>
            {connector.problem && <Notice tone="bad">{connector.problem}</Notice>}
            <ul className="border-t border-line-strong">
              {connector.credentials.map((credential) => (
                <CredentialRow
                  key={credential.name}
                  credential={credential}
                  mayChange={mayChange}
                />
              ))}
            </ul>
          </DetailSection>
        ))}
    </div>
  );
}

type RowProps = { credential: Credential; mayChange: boolean };

function CredentialRow({ credential, mayChange }: RowProps) {
  const { label, host, setBy } = credential;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 text-table">
      <span className="w-52 font-semibold">{label}</span>
      <span className="min-w-40 flex-1 text-ink-2">
        <SetState {...credential} />
        {host && (
          <>
            , for <span className="font-mono text-meta">{host}</span>
          </>
        )}
      </span>
      {mayChange && host && setBy !== "variable" && (
        <span className="flex gap-2">
          {setBy && <RemoveButton credential={credential} />}
          <SetSecretButton credential={credential} />
        </span>
      )}
    </li>
  );
}

function SetState({ setBy, variable, updatedAt }: Credential) {
  if (setBy === "variable") return <>Set by {variable}</>;
  if (!setBy || !updatedAt) return <>Not set</>;
  return (
    <>
      Entered <Time at={updatedAt} />
    </>
  );
}

function RemoveButton({ credential }: { credential: Credential }) {
  const { connector, name, label, host } = credential;
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.connectors.removeSecret.mutationOptions({ onSuccess: refresh }));
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Remove the ${label.toLowerCase()}?`}
      consequence={`Calls to ${host ?? "its host"} that need it fail from now on, until another is entered.`}
      run={() => remove.mutateAsync({ connector, name })}
      done={`${label} removed`}
    />
  );
}
