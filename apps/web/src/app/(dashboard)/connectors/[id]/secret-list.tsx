"use client";

import { Time } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Connector } from "./connector-detail.tsx";
import { SetSecretButton } from "./set-secret.tsx";

export type Secret = Connector["settings"][number];

type Props = { connector: Connector; mayWrite: boolean };

/** The secrets: whether and when each was entered, and how to replace it. None is ever shown. */
export function SecretList({ connector, mayWrite }: Props) {
  const secrets = connector.settings.filter(({ secret }) => secret);
  if (secrets.length === 0) return null;
  const { host } = connector;
  return (
    <DetailSection title="Secrets">
      <p className="max-w-prose pb-2 text-table text-ink-2">
        {host === null
          ? "Enter the address first: a secret is sealed for one host alone."
          : "Sealed before they are stored, each for the provider's host alone. Nobody can read them here again."}
        {!mayWrite && " An owner or admin may enter them."}
      </p>
      <ul className="border-t border-line-strong">
        {secrets.map((secret) => (
          <li
            key={secret.name}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2 text-table"
          >
            <span className="min-w-48 flex-1">
              <span className="block font-semibold">{secret.title}</span>
              <span className="block text-meta text-ink-2">{secret.description}</span>
            </span>
            <span className="min-w-32 text-ink-2">
              <SecretState {...secret} />
            </span>
            {mayWrite && host !== null && secret.source !== "variable" && !secret.variableOnly && (
              <span className="flex gap-2">
                {secret.enteredAt && <RemoveButton connector={connector} secret={secret} />}
                <SetSecretButton connector={connector.id} host={host} secret={secret} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}

function SecretState({ source, variable, variableOnly, enteredAt }: Secret) {
  const name = <code className="font-mono text-meta">{variable}</code>;
  if (source === "variable") return <>Set by {name}</>;
  if (variableOnly) return <>By {name} alone</>;
  if (enteredAt === null) return <>Not set</>;
  return (
    <>
      Entered <Time at={enteredAt} />
    </>
  );
}

function RemoveButton({ connector, secret }: { connector: Connector; secret: Secret }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.connectors.removeSecret.mutationOptions({ onSuccess: refresh }));
  const title = secret.title.toLowerCase();
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Remove the ${title}?`}
      consequence={`What needs it at ${connector.name} fails from now on, until another is entered.`}
      run={() => remove.mutateAsync({ connector: connector.id, name: secret.name })}
      done={`${secret.title} removed`}
    />
  );
}
