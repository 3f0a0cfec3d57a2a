"use client";

import { Field, Select, useToast } from "@crossdock/ui";
import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import type { Column } from "../../../../components/data-table.tsx";
import { DataTable } from "../../../../components/data-table.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { isLocale, languages } from "./languages.ts";

type Template = Outputs["mailTemplates"]["list"]["data"][number];

/** Every mail that the shop sends, and the language that it sends them in. */
export function TemplateList({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.mailTemplates.list.queryOptions({}, { select: asPage }));
  return (
    <div className="flex flex-col gap-4 px-4 pt-4 pb-8 sm:px-6">
      <Language mayWrite={mayWrite} />
      <DataTable
        caption="E-mails that the shop sends"
        columns={columns}
        query={query}
        href={({ id }) => `/emails/templates/${id}`}
        empty={null}
      />
    </div>
  );
}

function Language({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const { data: shop } = useSuspenseQuery(trpc.shop.get.queryOptions({}));
  const update = useMutation(
    trpc.shop.update.mutationOptions({
      async onSuccess({ locale }) {
        await refresh();
        toast.ok(`E-mails are in ${languages[locale]} from now on`);
      },
    }),
  );
  if (!mayWrite) {
    return (
      <p className="text-table text-ink-2">The shop's e-mails are in {languages[shop.locale]}.</p>
    );
  }
  return (
    <div className="w-60">
      <Field label="Language of the shop's e-mails" custom>
        <Select
          aria-label="Language of the shop's e-mails"
          options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={shop.locale}
          onChange={(locale) => isLocale(locale) && update.mutate({ locale })}
        />
      </Field>
    </div>
  );
}

type Row = Template & { id: string };

const columns: Column<Row>[] = [
  { id: "title", header: "E-mail", phone: "main", cell: ({ title }) => title },
  { id: "when", header: "Goes out", phone: "below", cell: ({ when }) => when },
  {
    id: "changed",
    header: "Text",
    phone: "end",
    cell: ({ changed }) =>
      changed.length === 0
        ? "Default"
        : `Changed in ${changed.map((locale) => languages[locale]).join(", ")}`,
  },
];

/** The templates are one page long. */
function asPage({ data }: Outputs["mailTemplates"]["list"]) {
  const rows = data.map((template) => ({ ...template, id: template.key }));
  return { data: rows, hasMore: false, nextCursor: null };
}
