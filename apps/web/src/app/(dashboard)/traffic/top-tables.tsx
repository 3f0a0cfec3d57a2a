"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "../../../trpc/client.tsx";
import type { LogFilters } from "../requests/filters.ts";
import { ErrorTable } from "./error-table.tsx";
import { type askedOf, requestsHref } from "./filters.ts";
import { QuotaTable } from "./quota-table.tsx";
import { TopTable } from "./top-table.tsx";
import { VersionTable } from "./version-table.tsx";

type Props = { asked: ReturnType<typeof askedOf>["asked"]; values: Partial<LogFilters> };

const kept = { placeholderData: keepPreviousData };

/** Who and what is behind the charts. */
export function TopTables({ asked, values }: Props) {
  const { metrics } = useTRPC();
  const operations = { ...asked, by: "operation" } as const;
  const { data: busiest } = useQuery(metrics.top.queryOptions(operations, kept));
  const { data: slowest } = useQuery(
    metrics.top.queryOptions({ ...operations, order: "slowest" }, kept),
  );
  const { data: clients } = useQuery(metrics.top.queryOptions({ ...asked, by: "principal" }, kept));
  const { data: errors } = useQuery(metrics.top.queryOptions({ ...asked, by: "error" }, kept));
  const { data: versions } = useQuery(metrics.versions.queryOptions(asked, kept));
  const { data: quotas } = useQuery(
    metrics.quotas.queryOptions(values.partnerId ? { partnerId: values.partnerId } : {}),
  );
  const ofOperation = {
    what: "Operation",
    name: ({ id }: { id: string }) => <OperationName id={id} />,
    href: ({ id }: { id: string }, more = {}) =>
      requestsHref(values, { ...(id !== "-" && { operation: id }), ...more }),
    none: "Nothing was called in this time.",
  };
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <TopTable title="Top operations" top={busiest} {...ofOperation} />
      <TopTable
        title="Slowest operations"
        top={slowest}
        {...ofOperation}
        none="Nothing was called five times or more."
      />
      <TopTable
        title="Top clients"
        what="Client"
        top={clients}
        name={({ id, name }) => <ClientName id={id} name={name} />}
        href={({ id }, more = {}) =>
          requestsHref(values, { ...(named(id) && { principalId: id }), ...more })
        }
        none="Nobody called in this time."
      />
      <ErrorTable top={errors} href={(more) => requestsHref(values, more)} />
      <VersionTable versions={versions?.data} href={(more) => requestsHref(values, more)} />
      <QuotaTable quotas={quotas?.data} />
    </div>
  );
}

function OperationName({ id }: { id: string }) {
  if (id === "-") return <span className="text-ink-2">No operation</span>;
  return <span className="font-mono text-meta">{id}</span>;
}

function ClientName({ id, name }: { id: string; name: string | null }) {
  if (id === "-") return <span className="text-ink-2">Nobody that is known</span>;
  if (id === "others") return <span className="text-ink-2">Others</span>;
  const page = id.startsWith("key_") ? "keys" : id.startsWith("cli_") ? "clients" : null;
  if (!page || name === null) return <span>{name ?? id}</span>;
  return (
    <Link href={`/${page}/${id}`} className="hover:underline">
      {name}
    </Link>
  );
}

function named(id: string): boolean {
  return id !== "-" && id !== "others";
}
