"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { ConfirmButton } from "../../../../components/confirm-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { useRefresh } from "../../../../trpc/use-refresh.ts";
import { queueWords } from "../filters.ts";

/** Has a job done now, or takes it out of its queue. */
export function JobActions({ job: { id, queue } }: { job: Outputs["jobs"]["get"] }) {
  const trpc = useTRPC();
  const refresh = useRefresh();
  const router = useRouter();
  const retry = useMutation(trpc.jobs.retry.mutationOptions());
  const discard = useMutation(trpc.jobs.discard.mutationOptions());
  return (
    <>
      <ConfirmButton
        verb="Retry"
        title="Try this job now?"
        consequence="It is due at once, and gets one more attempt where it had none left. What it has done already is not done twice."
        run={() => retry.mutateAsync({ id }).then(refresh)}
        done="The job is due now"
      />
      <ConfirmButton
        danger
        verb="Discard"
        title="Discard this job?"
        consequence={`What ${queueWords(queue)} was to do here is not done any more. This cannot be undone.`}
        run={() => discard.mutateAsync({ id }).then(() => router.push("/jobs"))}
        done="The job was taken out"
      />
    </>
  );
}
