"use client";

import { Button, EmptyState, KeyValues } from "@crossdock/ui";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmButton } from "../../../components/confirm-button.tsx";
import { type Column, DataTable } from "../../../components/data-table.tsx";
import { toPercent } from "../../../percent.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { countryName } from "./country-name.ts";
import { TaxRateForm } from "./tax-rate-form.tsx";
import { TaxSettingsForm } from "./tax-settings-form.tsx";

export type TaxRate = Outputs["taxRates"]["list"]["data"][number];

/** What tax orders bear: where they go decides the rate, the shop whether prices include it. */
export function Taxes({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const [editing, setEditing] = useState<TaxRate | "new" | "settings" | null>(null);
  const { data: shop } = useSuspenseQuery(trpc.shop.get.queryOptions({}));
  const query = useQuery(trpc.taxRates.list.queryOptions({}, { select: asPage }));
  const close = () => setEditing(null);
  const actions: Column<TaxRate> = {
    id: "actions",
    header: "Actions",
    align: "end",
    phone: "below-end",
    cell: (rate) => <Actions rate={rate} onEdit={() => setEditing(rate)} />,
  };
  const facts = [
    ["Prices", shop.taxIncluded ? "Include tax" : "Without tax, which is added"],
    ["Shop's country", shop.country && countryName(shop.country)],
  ] as const;
  return (
    <>
      <KeyValues items={facts} />
      {mayWrite && (
        <div className="flex flex-wrap gap-2 py-3">
          <Button size="sm" onClick={() => setEditing("new")}>
            Add a rate
          </Button>
          <Button size="sm" onClick={() => setEditing("settings")}>
            Change prices and country
          </Button>
        </div>
      )}
      <DataTable
        caption="Tax rates"
        columns={mayWrite ? [...columns, actions] : columns}
        query={query}
        empty={
          <EmptyState kind="nothing-yet" title="No tax is charged">
            <p>Add the rate of each country that you sell to, such as Germany with 19 %.</p>
          </EmptyState>
        }
      />
      {editing === "settings" && <TaxSettingsForm shop={shop} onClose={close} />}
      {editing !== null && editing !== "settings" && (
        <TaxRateForm rate={editing === "new" ? null : editing} onClose={close} />
      )}
    </>
  );
}

const columns: Column<TaxRate>[] = [
  {
    id: "place",
    header: "Where it goes",
    phone: "main",
    cell: ({ country, region }) => placeOf({ country, region }),
  },
  {
    id: "rate",
    header: "Rate",
    align: "end",
    phone: "end",
    cell: ({ ratePpm }) => toPercent(ratePpm),
  },
  { id: "name", header: "Name on the order", phone: "below", cell: ({ name }) => name },
];

function placeOf({ country, region }: Pick<TaxRate, "country" | "region">): string {
  return region === null ? countryName(country) : `${region}, ${countryName(country)}`;
}

function Actions({ rate, onEdit }: { rate: TaxRate; onEdit(): void }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const remove = useMutation(trpc.taxRates.remove.mutationOptions());
  const place = placeOf(rate);
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" onClick={onEdit} aria-label={`Edit ${place}`}>
        Edit
      </Button>
      <ConfirmButton
        danger
        verb="Remove"
        title={`Remove the rate of ${place}?`}
        consequence="New orders that go there bear no tax of it. Orders that were placed keep theirs."
        run={() => remove.mutateAsync({ id: rate.id }).then(refresh)}
        done={`The rate of ${place} is removed`}
      />
    </span>
  );
}

/** The rates are one page long. */
function asPage({ data }: Outputs["taxRates"]["list"]) {
  return { data, hasMore: false, nextCursor: null };
}
