import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";

/** Changes a key, and what the screen shows of it. */
export function useUpdateKey(id: string) {
  const trpc = useTRPC();
  const onSuccess = useRefresh();
  const { mutateAsync, isPending } = useMutation(trpc.keys.update.mutationOptions({ onSuccess }));
  type Changes = Omit<Parameters<typeof mutateAsync>[0], "id">;
  return { update: (changes: Changes) => mutateAsync({ ...changes, id }), pending: isPending };
}
