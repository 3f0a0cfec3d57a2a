"use client";

import { exportRowsMax } from "@crossdock/api/schemas";
import { Button, Field, KeyValues, Select, type SelectOption } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "../../../components/form-dialog.tsx";
import { rangeOrUsual } from "../../../components/time-range/ranges.ts";
import { RangeWords } from "../../../components/time-range/time-range-field.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import { useShowFailure } from "../../../trpc/use-show-failure.ts";
import { filterFacts } from "./filter-words.ts";
import { type LogFilters, toFilter } from "./filters.ts";

type Props = {
  values: LogFilters;
  /** Those of clients that are known, by id. */
  names: ReadonlyMap<string, string>;
  /** The page on which the file appears. */
  exportsPath: string;
};

/** Has the requests of the page's filters written as a file. */
export function ExportRequests(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Export
      </Button>
      {open && <ExportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

type Format = "csv" | "ndjson";

const formats: SelectOption<Format>[] = [
  { value: "csv", label: "CSV, for a spreadsheet" },
  { value: "ndjson", label: "NDJSON, a line each" },
];

/** Says what will be in the file before it is begun. */
function ExportDialog({ values, names, exportsPath, onClose }: Props & { onClose(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [format, setFormat] = useState<Format>("csv");
  const create = useMutation(
    trpc.logs.export.mutationOptions({
      onSuccess: () => router.push(exportsPath),
      onError: useShowFailure(),
    }),
  );
  const { filter } = toFilter(values);
  return (
    <FormDialog
      title="Export requests"
      description={`What the list shows, all of its pages, newest first: ${exportRowsMax.toLocaleString("en")} requests at the most. Headers and bodies are in no file.`}
      submit="Export"
      pending={create.isPending}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ format, filter });
      }}
      onClose={onClose}
    >
      <KeyValues
        items={[
          ["Time", <RangeWords key="time" value={rangeOrUsual(values)} />],
          ...filterFacts(filter, names),
        ]}
      />
      <Field label="As" custom>
        <Select<Format> options={formats} value={format} onChange={setFormat} />
      </Field>
    </FormDialog>
  );
}
