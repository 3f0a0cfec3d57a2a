import { useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { useShowFailure } from "../../../../trpc/use-show-failure.ts";
import type { BodyPolicy } from "./bodies-setting.tsx";

/** The switch, the limit and the bodies of an operation, with steps that can be taken back. */
export function useSetting(operation: string) {
  const trpc = useTRPC();
  const toast = useToast();
  const showFailure = useShowFailure();
  const onSuccess = useRefresh();
  const on = useMutation(trpc.operations.enable.mutationOptions({ onSuccess }));
  const off = useMutation(trpc.operations.disable.mutationOptions({ onSuccess }));
  const limit = useMutation(trpc.operations.limit.mutationOptions({ onSuccess }));
  const bodies = useMutation(trpc.operations.setBodies.mutationOptions({ onSuccess }));

  return {
    pending: on.isPending || off.isPending || limit.isPending || bodies.isPending,
    enable: () => on.mutateAsync({ operation }),
    disable: (reason: string) => off.mutateAsync({ operation, reason }),
    limit: (limitPerMinute: number | null) => limit.mutateAsync({ operation, limitPerMinute }),
    setBodies: (policy: BodyPolicy) => bodies.mutateAsync({ operation, bodies: policy }),
    showFailure,
    /** Says that a step is done, and offers to take it back. */
    sayDone: (done: string, undo: () => Promise<unknown>) =>
      toast.undoable(done, () => void undo().catch(showFailure)),
  };
}
