"use client";

import { KeyValues, Notice, Time } from "@crossdock/ui";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { DetailSection } from "../../../../components/detail-section.tsx";
import { PageHeader } from "../../../../components/page-header.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Connection } from "../connection-list.tsx";
import { SecretState } from "../connection-list.tsx";
import { EditConnection } from "./edit-connection.tsx";
import { Operations } from "./operations.tsx";
import { RefreshDocument } from "./refresh-document.tsx";

export function ConnectionDetail({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: connection } = useSuspenseQuery(trpc.connections.get.queryOptions({ id }));
  return (
    <>
      <PageHeader
        title={connection.name}
        facts={<SecretState secret={connection.secret} />}
        actions={
          mayWrite && (
            <>
              <RefreshDocument connection={connection} />
              <EditConnection connection={connection} />
              <Remove connection={connection} />
            </>
          )
        }
      />
      <div className="flex flex-col gap-8 px-4 py-5 sm:px-6">
        <Facts connection={connection} />
        <Changes changes={connection.changes} />
        <DetailSection title="Operations">
          <Operations connection={connection} mayWrite={mayWrite} />
        </DetailSection>
      </div>
    </>
  );
}

function Facts({ connection }: { connection: Connection }) {
  const { baseUrl, auth, documentTitle, documentVersion, documentAt, documentUrl } = connection;
  const document = documentTitle !== null && `${documentTitle} ${documentVersion}`;
  return (
    <KeyValues
      items={[
        ["Base address", <Code key="base" text={baseUrl} />],
        ["Authentication", authWords[auth.kind]],
        ["Document", document || "None: operations are called by method and path"],
        ["Read", documentAt && <Time at={documentAt} />],
        ["From", documentUrl && <Code key="from" text={documentUrl} />],
      ]}
    />
  );
}

const authWords: Record<Connection["auth"]["kind"], string> = {
  none: "None",
  basic: "User name and password",
  header: "A key in a header",
  bearer: "Bearer token",
  oauth2: "OAuth 2 client credentials",
  signature: "Signature of Standard Webhooks",
};

function Code({ text }: { text: string }) {
  return <code className="font-mono text-meta break-all">{text}</code>;
}

function Changes({ changes }: Pick<Connection, "changes">) {
  if (changes.length === 0) return null;
  // What mappings call comes first: it may have stopped them.
  const sorted = changes.toSorted((one, other) => other.usedBy.length - one.usedBy.length);
  const isUsed = sorted.some(({ usedBy, change }) => usedBy.length > 0 && change !== "added");
  return (
    <Notice tone={isUsed ? "warn" : "info"}>
      <p>What the newest document says otherwise than the one before:</p>
      <ul className="pt-1">
        {sorted.slice(0, 20).map(({ method, path, change, usedBy }) => (
          <li key={`${method} ${path}`}>
            <span className="font-mono text-meta break-all">
              {change}: {method} {path}
            </span>
            {usedBy.length > 0 && ` (called by ${usedBy.join(", ")})`}
          </li>
        ))}
      </ul>
      {sorted.length > 20 && <p>And {sorted.length - 20} more.</p>}
    </Notice>
  );
}

function Remove({ connection: { id, name } }: { connection: Connection }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefresh();
  const remove = useMutation(trpc.connections.remove.mutationOptions());
  const run = async () => {
    await remove.mutateAsync({ id });
    router.push("/connections");
    await refresh();
  };
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Remove ${name}?`}
      consequence="Its document and its secret are deleted. Mappings that use it must be changed before."
      run={run}
      done={`${name} is removed`}
    />
  );
}
