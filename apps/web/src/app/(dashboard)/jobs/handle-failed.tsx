"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmButton } from "../../../components/confirm-button.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import { useRefresh } from "../../../trpc/use-refresh.ts";
import { many } from "../../../words.ts";
import { queueWords } from "./filters.ts";

type Props = { queue: string; count: number; at: string };

/** Has all failed jobs of a queue done once more, or takes them out: as many as were confirmed. */
export function HandleFailed({ queue, count, at }: Props) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  // As they were when the dialog opened: the table goes on counting meanwhile.
  const [left, setLeft] = useState<number | null>(null);
  const retry = useMutation(trpc.jobs.retryFailed.mutationOptions());
  const discard = useMutation(trpc.jobs.discardFailed.mutationOptions());
  const all = async (step: (input: Props & { endedBy: string }) => Promise<{ left: number }>) => {
    try {
      for (let rest = count; rest > 0; ) {
        setLeft(rest);
        rest = (await step({ queue, count: rest, at, endedBy: at })).left;
      }
    } finally {
      setLeft(null);
      await refresh();
    }
  };
  const jobs = many(count, "failed job");
  return (
    <span className="inline-flex items-center gap-2">
      {left !== null && (
        <progress aria-label={`${left} left`} max={count} value={count - left} className="w-24" />
      )}
      <ConfirmButton
        verb="Retry all"
        title={`Retry ${jobs}?`}
        consequence={`Each of ${queueWords(queue)} is tried once more, now. What it has done already is not done twice.`}
        run={() => all(({ at: _, ...input }) => retry.mutateAsync(input))}
        done={`${jobs} will be tried once more`}
      />
      <ConfirmButton
        danger
        verb="Discard all"
        title={`Discard ${jobs}?`}
        consequence={`What ${queueWords(queue)} was to do is not done any more. This cannot be undone.`}
        run={() => all(({ at: _, ...input }) => discard.mutateAsync(input))}
        done={`${jobs} were taken out`}
      />
    </span>
  );
}
