"use client";

import { CodeBlock, EmptyState, Status } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable, useCursor } from "../../../../components/data-table.tsx";
import { listInput } from "../../../../filters.ts";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { many } from "../../../../words.ts";
import { kinds } from "./kinds.ts";

type Source = Outputs["inboundSources"]["list"]["data"][number];

export function SourceList({ appUrl }: { appUrl: string }) {
  const trpc = useTRPC();
  const [cursor] = useCursor();
  const input = listInput({ cursor });
  const query = useQuery(
    trpc.inboundSources.list.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  return (
    <div className="px-4 py-3 pb-8 sm:px-6">
      <DataTable
        caption="Sources of webhooks, newest first"
        columns={columns}
        query={query}
        href={({ id }) => `/inbound/sources/${id}`}
        empty={
          <EmptyState kind="nothing-yet" title="No source yet">
            <p>
              A source lets the webhooks of a third party in: GitHub, Shopify, whoever speaks
              Standard Webhooks, or any other that signs with an HMAC. You name the source, enter
              the secret, and paste an address such as this one at the provider:
            </p>
            <CodeBlock label="Address" code={`${appUrl}/api/webhooks/github`} />
          </EmptyState>
        }
      />
    </div>
  );
}

const columns: Column<Source>[] = [
  { id: "name", header: "Name", phone: "main", cell: ({ name }) => name },
  {
    id: "slug",
    header: "Address",
    phone: "below",
    cell: ({ slug }) => <span className="font-mono text-meta">/api/webhooks/{slug}</span>,
  },
  { id: "kind", header: "Signed as by", phone: "hidden", cell: ({ kind }) => kinds[kind].label },
  {
    id: "secrets",
    header: "Secrets",
    phone: "hidden",
    cell: ({ secrets }) => many(secrets.filter(isGood).length, "secret"),
  },
  { id: "state", header: "State", phone: "end", cell: (source) => <SourceState source={source} /> },
];

/** Whether it takes anything at the moment, and if not, why. */
export function SourceState({ source }: { source: Pick<Source, "enabled" | "secrets"> }) {
  if (!source.enabled) return <Status tone="off">Off</Status>;
  if (!source.secrets.some(isGood)) return <Status tone="warn">Without a secret</Status>;
  return <Status tone="ok">Open</Status>;
}

function isGood({ state }: Source["secrets"][number]): boolean {
  return state === "active" || state === "ending";
}
