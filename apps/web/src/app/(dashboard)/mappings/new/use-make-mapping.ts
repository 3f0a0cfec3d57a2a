import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "../../../../trpc/client.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { faultOf } from "../fault-of.ts";
import type { blankOf } from "./blank.ts";
import type { File } from "./file-field.tsx";

/** Makes a mapping, of a ready file or of a definition, and goes to its page. */
export function useMakeMapping() {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefresh();
  const [fault, setFault] = useState<string | null>(null);
  const options = {
    onMutate: () => setFault(null),
    onError: (error: unknown) => setFault(faultOf(error)),
    onSuccess: async ({ id }: { id: string }) => {
      await refresh();
      router.push(`/mappings/${id}`);
    },
  };
  const create = useMutation(trpc.mappings.create.mutationOptions(options));
  const bringIn = useMutation(trpc.mappings.import.mutationOptions(options));
  return {
    fault,
    setFault,
    pending: create.isPending || bringIn.isPending,
    ofDefinition: (name: string, definition: ReturnType<typeof blankOf>) =>
      create.mutate({ name, definition }),
    ofFile: (name: string, file: File, connectionId: string | null) =>
      bringIn.mutate({ file, name, ...(connectionId === null ? {} : { connectionId }) }),
  };
}
