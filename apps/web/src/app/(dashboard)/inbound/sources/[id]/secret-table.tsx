"use client";

import { Time } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../../components/detail-section.tsx";
import { State } from "../../../../../components/statuses.tsx";
import { useTRPC } from "../../../../../trpc/client.tsx";
import { useRefresh } from "../../../../../trpc/use-refresh.ts";
import { AddSecret } from "./add-secret.tsx";
import type { Source } from "./source-detail.tsx";

/** A source's secrets: that they are there and until when they are good, never what they are. */
export function SecretTable({ source, mayWrite }: { source: Source; mayWrite: boolean }) {
  return (
    <DetailSection title="Secrets" aside={mayWrite && <AddSecret source={source} />}>
      {source.secrets.length === 0 ? (
        <p className="text-table text-ink-2">None yet.</p>
      ) : (
        <table className="ledger w-full border-collapse text-table">
          <caption className="sr-only">Secrets, oldest first</caption>
          <thead>
            <tr className="border-b border-line-strong">
              {["Label", "State", "Since", "Until", ...(mayWrite ? ["Actions"] : [])].map(
                (head) => (
                  <th key={head} scope="col" className="h-8 pr-4 text-left text-meta text-ink-2">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {source.secrets.map((secret) => (
              <Row key={secret.id} source={source} secret={secret} mayWrite={mayWrite} />
            ))}
          </tbody>
        </table>
      )}
    </DetailSection>
  );
}

type RowProps = { source: Source; secret: Source["secrets"][number]; mayWrite: boolean };

function Row({ source, secret, mayWrite }: RowProps) {
  return (
    <tr className="border-b border-line">
      <th scope="row" data-phone="main" className="h-9 pr-4 text-left">
        {secret.label}
      </th>
      <td data-phone="end" className="pr-4">
        <State value={secret.state} />
      </td>
      <td data-phone="hidden" className="pr-4">
        <Time at={secret.validFrom} />
      </td>
      <td data-phone="below" className="pr-4">
        {secret.validUntil ? <Time at={secret.validUntil} full /> : "Until you end it"}
      </td>
      {mayWrite && (
        <td data-phone="below-end">
          {secret.state !== "ended" && <EndSecret source={source} secret={secret} />}
        </td>
      )}
    </tr>
  );
}

function EndSecret({ source, secret }: Omit<RowProps, "mayWrite">) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const end = useMutation(trpc.inboundSources.endSecret.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="End"
      title={`Believe ${secret.label} no more?`}
      consequence="What is signed with it is refused within a second. This cannot be undone."
      run={() => end.mutateAsync({ id: source.id, secretId: secret.id }).then(refresh)}
      done={`${secret.label} has ended`}
    />
  );
}
