"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ConfirmButton } from "../../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../../trpc/client.tsx";
import { useRefresh } from "../../../../../trpc/use-refresh.ts";
import type { Source } from "./source-detail.tsx";

/** Takes a source away, after it was said what hangs on it. */
export function RemoveSource({ source: { id, name, slug } }: { source: Source }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefresh();
  const { data: mappings } = useQuery(trpc.mappings.list.queryOptions({ limit: 100 }));
  const following = (mappings?.data ?? []).filter(
    ({ definition }) => definition.direction === "in" && definition.source === slug,
  );
  const on = following.filter(({ enabled }) => enabled);
  const off = following.filter(({ enabled }) => !enabled);
  const remove = useMutation(trpc.inboundSources.remove.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Remove"
      title={`Remove ${name}?`}
      consequence={
        <>
          Its address answers 404 from now on, and its secrets are forgotten.{" "}
          {on.length > 0 && `${namesOf(on)} must be switched off first. `}
          {off.length > 0 && `${namesOf(off)} will hear of nothing more. `}
          What has come from it is kept. This cannot be undone, but a source can be made anew at the
          same address.
        </>
      }
      run={async () => {
        await remove.mutateAsync({ id });
        router.push("/inbound/sources");
        await refresh();
      }}
      done={`${name} is removed`}
    />
  );
}

function namesOf(mappings: { name: string }[]): string {
  const names = mappings.map(({ name }) => name);
  const word = names.length === 1 ? "The mapping" : "The mappings";
  return `${word} ${new Intl.ListFormat("en").format(names)}`;
}
