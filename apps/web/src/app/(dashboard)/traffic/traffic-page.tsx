"use client";

import { Button, Notice } from "@crossdock/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChartColumn, Table } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { PageHeader } from "../../../components/page-header.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import { explain } from "../../../trpc/problem.ts";
import { useKeys } from "../../../use-keys.ts";
import { FilterChips } from "../requests/filter-chips.tsx";
import { cleared, type LogFilters, only } from "../requests/filters.ts";
import { endOf } from "../requests/traffic/bars.ts";
import { askedOf, requestsHref, trafficParams } from "./filters.ts";
import { SystemSection } from "./system-section.tsx";
import { TopTables } from "./top-tables.tsx";
import { TrafficCharts } from "./traffic-charts.tsx";
import { TrafficFilters } from "./traffic-filters.tsx";
import { WebhookCharts } from "./webhook-charts.tsx";

/** Volume, errors and latency of the API over a time, and who is behind them. */
export function TrafficPage() {
  const [{ show, metric, ...values }, setParams] = useQueryStates(trafficParams);
  const { asked, unasked } = askedOf(values);
  const { data: traffic, error } = useQuery(
    useTRPC().metrics.traffic.queryOptions(
      { ...asked, compare: true },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  );
  const asTables = show === "tables";
  const toggle = () => void setParams({ show: asTables ? null : "tables" });
  useKeys({ v: toggle });
  const change = (wanted: Partial<LogFilters>) => void setParams(wanted);
  const zoom = (from: string, to: string) =>
    void setParams({ range: null, from, to }, { history: "push" });
  const link = (seconds: number) => (at: string, name: string) => (
    <Link href={requestsHref(values, { from: at, to: endOf({ at }, seconds) })} className="link">
      {name}
    </Link>
  );
  const { range, from, to } = asked;
  return (
    <>
      <PageHeader
        title="Traffic"
        actions={
          <>
            <Button aria-pressed={asTables} aria-keyshortcuts="v" onClick={toggle}>
              {asTables ? <ChartColumn aria-hidden /> : <Table aria-hidden />}
              {asTables ? "As charts" : "As tables"}
            </Button>
            <Link href={requestsHref(values)} className="link text-table">
              Requests
            </Link>
          </>
        }
      />
      <div className="flex flex-col gap-8 px-4 pb-10 sm:px-6">
        <div>
          <TrafficFilters values={values} onChange={change} />
          <FilterChips
            values={values}
            names={new Map()}
            onRemove={(name) => change(only(name, null))}
            onClear={() => change(cleared)}
          />
          {unasked.length > 0 && (
            <div className="pb-3">
              <Notice tone="info">
                {`Charts are of all requests, whatever their ${unasked.join(", ").toLowerCase()}.`}
              </Notice>
            </div>
          )}
          {error && <Notice tone="bad">{explain(error).detail}</Notice>}
          <TrafficCharts
            traffic={traffic}
            asTables={asTables}
            metric={metric}
            onMetric={(metric) => void setParams({ metric })}
            onZoom={zoom}
            link={link(traffic?.bucketSeconds ?? 60)}
          />
        </div>
        <TopTables asked={asked} values={values} />
        <WebhookCharts
          time={{ ...(range && { range }), ...(from && { from }), ...(to && { to }) }}
          asTable={asTables}
          onZoom={zoom}
          link={link(3600)}
        />
        <SystemSection asTables={asTables} link={link(30)} />
      </div>
    </>
  );
}
