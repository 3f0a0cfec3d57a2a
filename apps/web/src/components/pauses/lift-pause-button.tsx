"use client";

import { Button, useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { useShowFailure } from "../../trpc/use-show-failure.ts";

/** Lets what is paused go on. */
export function LiftPauseButton({ part }: { part: "worker" | "outgoing" | "writes" }) {
  const trpc = useTRPC();
  const toast = useToast();
  const refresh = useRefresh();
  const lift = useMutation(
    trpc.pauses.lift.mutationOptions({
      async onSuccess() {
        toast.ok("It goes on");
        await refresh();
      },
      onError: useShowFailure(),
    }),
  );
  return (
    <Button size="sm" pending={lift.isPending} onClick={() => lift.mutate({ part })}>
      Resume
    </Button>
  );
}
