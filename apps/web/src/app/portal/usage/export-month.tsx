"use client";

import { Button, Menu, MenuItem } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../../../trpc/client.tsx";
import { useShowFailure } from "../../../trpc/use-show-failure.ts";
import { monthWords } from "../../../words.ts";

/** Has a month's calls written as CSV, a line for each day, operation, version and key. */
export function ExportMonth() {
  const trpc = useTRPC();
  const router = useRouter();
  const { data: months } = useQuery(trpc.usage.months.queryOptions({}));
  const create = useMutation(
    trpc.usage.export.mutationOptions({
      onSuccess: () => router.push("/portal/exports"),
      onError: useShowFailure(),
    }),
  );
  if (!months || months.data.length === 0) return null;
  return (
    <Menu
      trigger={
        <Button size="sm" pending={create.isPending}>
          Export a month
        </Button>
      }
    >
      <div className="max-h-80 overflow-y-auto">
        {months.data.map((month) => (
          <MenuItem key={month} onSelect={() => create.mutate({ month, format: "csv" })}>
            {monthWords(month)}
          </MenuItem>
        ))}
      </div>
    </Menu>
  );
}
