"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";
import { useRefresh } from "../../trpc/use-refresh.ts";
import { ConfirmButton } from "../confirm-button.tsx";
import type { Key } from "./key-state.tsx";

/** Ends a key for good. */
export function RevokeKey({ apiKey: { id, name } }: { apiKey: Pick<Key, "id" | "name"> }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const revoke = useMutation(trpc.keys.revoke.mutationOptions());
  return (
    <ConfirmButton
      danger
      verb="Revoke"
      title={`Revoke ${name}?`}
      consequence="Calls with this key are refused at once. This cannot be undone: the system needs a new key."
      run={() => revoke.mutateAsync({ id }).then(refresh)}
      done={`${name} is revoked`}
    />
  );
}
