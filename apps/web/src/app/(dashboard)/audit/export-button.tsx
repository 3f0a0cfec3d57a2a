"use client";

import { Button, Menu, MenuItem, useToast } from "@crossdock/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useRef, useState } from "react";
import { setOnly } from "../../../filters.ts";
import { saveFile } from "../../../save-file.ts";
import { useTRPC } from "../../../trpc/client.tsx";
import { useShowFailure } from "../../../trpc/use-show-failure.ts";
import { many } from "../../../words.ts";
import { type ExportFormat, exportTexts } from "./export-file.ts";
import { auditFilters } from "./filters.ts";

/** Saves what the filters show, all of its pages, as a file. */
export function ExportButton() {
  const { count, start, cancel } = useExport();
  if (count !== null) {
    return (
      <>
        <span role="status" className="text-table text-ink-2">
          {many(count, "entry", "entries")} so far
        </span>
        <Button size="sm" onClick={cancel}>
          Cancel
        </Button>
      </>
    );
  }
  return (
    <Menu trigger={<Button size="sm">Export</Button>}>
      <MenuItem onSelect={() => start("csv")}>As CSV, for a spreadsheet</MenuItem>
      <MenuItem onSelect={() => start("ndjson")}>As NDJSON, a line an entry</MenuItem>
    </Menu>
  );
}

/** `count` is how many entries are there by now; null while nothing is exported. */
function useExport() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const showFailure = useShowFailure();
  const [{ cursor: _, ...filters }] = useQueryStates(auditFilters);
  const [count, setCount] = useState<number | null>(null);
  const running = useRef<AbortController>(null);

  async function readAll(format: ExportFormat, { signal }: AbortController): Promise<void> {
    const { head, row, type } = exportTexts[format];
    const parts = [head];
    let total = 0;
    for (let cursor: string | undefined, more = true; more; ) {
      const input = { ...setOnly(filters), ...(cursor && { cursor }) };
      // A page is of no use later, and a thousand of them would be kept.
      const options = trpc.audit.export.queryOptions(input, { gcTime: 0, staleTime: 0 });
      const page = await queryClient.fetchQuery(options);
      if (signal.aborted) return;
      parts.push(page.data.map(row).join(""));
      total += page.data.length;
      setCount(total);
      [cursor, more] = [page.nextCursor ?? undefined, page.hasMore];
    }
    saveFile(`audit-log.${format}`, type, parts);
    toast.ok(`${many(total, "entry", "entries")} exported`);
  }

  return {
    count,
    async start(format: ExportFormat) {
      const controller = new AbortController();
      running.current = controller;
      setCount(0);
      try {
        await readAll(format, controller);
      } catch (error) {
        showFailure(error);
      }
      // An export that was begun after this one was canceled goes on.
      if (running.current === controller) setCount(null);
    },
    cancel() {
      running.current?.abort();
      running.current = null;
      setCount(null);
    },
  };
}
