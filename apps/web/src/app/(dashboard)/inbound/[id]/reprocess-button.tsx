"use client";

import { useMutation } from "@tanstack/react-query";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";

/** Has the event worked off again, by what handles it today. */
export function ReprocessButton({ id }: { id: string }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const reprocess = useMutation(trpc.inbox.reprocess.mutationOptions());
  return (
    <ConfirmButton
      verb="Work off again"
      title="Work this event off again?"
      consequence="It is read anew from the bytes that came, by the mappings and rules of today. What it has done already is not done twice."
      run={() => reprocess.mutateAsync({ id }).then(refresh)}
      done="The event is worked off again"
    />
  );
}
