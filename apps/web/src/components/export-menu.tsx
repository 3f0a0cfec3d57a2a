"use client";

import { Button, Menu, MenuItem } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "../trpc/client.tsx";
import { useShowFailure } from "../trpc/use-show-failure.ts";

/** Has a whole list written as a file, and leads to where it appears. */
export function ExportMenu({ kind }: { kind: "orders" | "customers" | "products" }) {
  const trpc = useTRPC();
  const router = useRouter();
  const create = useMutation(
    trpc.exports.create.mutationOptions({
      onSuccess: () => router.push("/exports"),
      onError: useShowFailure(),
    }),
  );
  const start = (format: "csv" | "ndjson") => create.mutate({ kind, format });
  return (
    <Menu
      trigger={
        <Button size="sm" pending={create.isPending}>
          Export
        </Button>
      }
    >
      <MenuItem onSelect={() => start("csv")}>As CSV, for a spreadsheet</MenuItem>
      <MenuItem onSelect={() => start("ndjson")}>As NDJSON, a line each</MenuItem>
    </Menu>
  );
}
