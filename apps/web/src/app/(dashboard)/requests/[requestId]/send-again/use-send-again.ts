import { parseJson } from "@crossdock/core";
import { useToast } from "@crossdock/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../../../../trpc/client.tsx";
import { explain } from "../../../../../trpc/problem.ts";
import { filledIn, sentOf, writtenName } from "./missing-parts.ts";
import type { Logged } from "./send-again.tsx";

/** Sends what the log has of a request, with the parts that it has not. */
export function useSendAgain({ entry, requestId, detail }: Logged) {
  const toast = useToast();
  const [error, setError] = useState<string>();
  const replay = useMutation(
    useTRPC().logs.replay.mutationOptions({
      onError(cause) {
        const { title, detail: why } = explain(cause);
        toast.bad(title, why);
      },
    }),
  );
  const sent = sentOf(entry, detail);
  return {
    pending: replay.isPending,
    answer: replay.data,
    error,
    /** @param parts what was masked, by where it stands; all of it where nothing was kept */
    send(parts: Readonly<Record<string, string>>) {
      if (sent !== null && !detail?.masked) return replay.mutate({ requestId });
      const written = parts[writtenName]?.trim() || "{}";
      const input = sent === null ? parseJson(written) : filledIn(sent.members, parts);
      if (!isObject(input)) return setError('Write an object in JSON, such as {"limit": 5}.');
      replay.mutate({ requestId, input });
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
