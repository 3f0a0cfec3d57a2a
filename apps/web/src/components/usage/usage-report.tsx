"use client";

import type { GetUsage } from "@crossdock/api/schemas";
import { EmptyState, Notice, Skeleton } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { z } from "zod";
import { useTRPC } from "../../trpc/client.tsx";
import { explain } from "../../trpc/problem.ts";
import { DetailSection } from "../detail-section.tsx";
import { CallsTable } from "./calls-table.tsx";
import { LimitsNow } from "./limits-now.tsx";
import { UsageChart } from "./usage-chart.tsx";

type Props = { filter: z.input<typeof GetUsage> };

/** How often the API was called, by day, operation, key and version. */
export function UsageReport({ filter }: Props) {
  const trpc = useTRPC();
  const { data: usage, error } = useQuery(
    trpc.usage.get.queryOptions(filter, { placeholderData: keepPreviousData }),
  );
  if (error) return <Notice tone="bad">{explain(error).detail}</Notice>;
  if (!usage) return <Skeleton lines={8} />;
  if (usage.total.calls === 0) return <NoCalls />;
  return (
    <div className="flex flex-col gap-8">
      <div>
        <UsageChart usage={usage} />
      </div>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <DetailSection title="Operations">
          <CallsTable
            caption="Calls by operation"
            what="Operation"
            rows={usage.operations.map(({ operation, ...counts }) => ({
              id: operation,
              name: <OperationLink operation={operation} />,
              ...counts,
            }))}
          />
        </DetailSection>
        <div className="flex flex-col gap-8">
          <DetailSection title="Limits">
            <LimitsNow quotas={usage.quotas} />
          </DetailSection>
          <DetailSection title="Keys and clients">
            <CallsTable
              caption="Calls by key or client"
              what="Name"
              rows={usage.credentials.map(({ id, name, ...counts }) => ({
                id,
                name: <CredentialLink id={id} name={name ?? id} />,
                ...counts,
              }))}
            />
          </DetailSection>
          <DetailSection title="Versions">
            <CallsTable
              caption="Calls by version"
              what="Version"
              rows={usage.versions.map(({ version, ...counts }) => ({
                id: version,
                name: version,
                ...counts,
              }))}
            />
          </DetailSection>
        </div>
      </div>
    </div>
  );
}

function OperationLink({ operation }: { operation: string }) {
  return (
    <Link href={`/docs/reference#${operation}`} className="link font-mono text-meta">
      {operation}
    </Link>
  );
}

/** In the portal. A program's calls lead to its own page, a key's to the key's. */
function CredentialLink({ id, name }: { id: string; name: string }) {
  const pages = id.startsWith("cli_") ? "clients" : "keys";
  return (
    <Link href={`/portal/${pages}/${id}`} className="link">
      {name}
    </Link>
  );
}

function NoCalls() {
  return (
    <EmptyState kind="nothing-yet" title="No calls in this time">
      <p>What your keys call shows here within seconds, by day, operation and key.</p>
    </EmptyState>
  );
}
