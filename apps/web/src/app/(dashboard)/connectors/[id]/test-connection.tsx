"use client";

import { Button, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import type { Connector } from "./connector-detail.tsx";

/** Asks the third party whether the settings work; what it says stays on the page. */
export function TestConnection({ connector: { id, name, configured } }: { connector: Connector }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const check = useMutation(
    trpc.connectors.check.mutationOptions({
      async onSuccess({ ok, detail }) {
        if (ok) toast.ok(`${name} works: ${detail}`);
        else toast.bad(`${name} does not work`, detail);
        await refresh();
      },
      onError: useShowFailure(),
    }),
  );
  return (
    <Button
      size="sm"
      variant="primary"
      disabled={!configured}
      pending={check.isPending}
      onClick={() => check.mutate({ id })}
    >
      Test connection
    </Button>
  );
}
