"use client";

import { Button } from "@crossdock/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import type { Mapping } from "../mapping-list.tsx";

type Props = { mapping: Mapping; mayWrite: boolean };

export function MappingActions({ mapping: { id, name, enabled }, mayWrite }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefresh();
  const queryClient = useQueryClient();
  const change = useMutation(trpc.mappings.switch.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(trpc.mappings.remove.mutationOptions());
  const download = async () => {
    const file = await queryClient.fetchQuery(trpc.mappings.export.queryOptions({ id }));
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`]));
    const link = Object.assign(document.createElement("a"), {
      href: url,
      download: `${name}.json`,
    });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <Button size="sm" onClick={download}>
        Export
      </Button>
      {mayWrite && (
        <>
          <ConfirmButton
            danger
            verb="Remove"
            title={`Remove ${name}?`}
            consequence="Its versions and its log go too. This cannot be undone."
            run={async () => {
              await remove.mutateAsync({ id });
              router.push("/mappings");
              await refresh();
            }}
            done={`${name} is removed`}
          />
          <Button
            size="sm"
            variant={enabled ? "secondary" : "primary"}
            pending={change.isPending}
            onClick={() => change.mutate({ id, enabled: !enabled })}
          >
            {enabled ? "Switch off" : "Switch on"}
          </Button>
        </>
      )}
    </>
  );
}
