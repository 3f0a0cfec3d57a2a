"use client";

import { Button, Time } from "@crossdock/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Mapping } from "../mapping-list.tsx";

type Props = { mapping: Mapping; mayWrite: boolean };

/** What the mapping was before; each can be made what it is again. */
export function Versions({ mapping: { id, version: current }, mayWrite }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const { data } = useQuery(trpc.mappings.versions.queryOptions({ id }));
  const restore = useMutation(trpc.mappings.restore.mutationOptions({ onSuccess: refresh }));
  return (
    <ol className="border-t border-line text-table">
      {(data?.data ?? []).map(({ version, savedBy, createdAt }) => (
        <li key={version} className="flex min-h-9 items-center gap-4 border-b border-line">
          <span className="w-24">Version {version}</span>
          <span className="min-w-0 flex-1 truncate text-ink-2">{savedBy}</span>
          <Time at={createdAt} />
          {mayWrite && version !== current && (
            <Button size="sm" variant="quiet" onClick={() => restore.mutate({ id, version })}>
              Restore
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
