"use client";

import { Notice, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client.tsx";
import type { Outputs } from "../../trpc/server.tsx";
import { LiftPauseButton } from "./lift-pause-button.tsx";

type Props = { pauses: Outputs["pauses"]["list"]; mayWrite: boolean };

/** Says on every page what somebody has paused, who, since when and why. */
export function PauseBanner({ pauses, mayWrite }: Props) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.pauses.list.queryOptions({}, { initialData: pauses }));
  if (data.data.length === 0) return null;
  return (
    <section aria-label="Paused" className="flex flex-col gap-2 px-4 py-2 sm:px-6">
      {data.data.map(({ part, reason, by, at }) => (
        <Notice key={part} tone="warn">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-0 flex-1 basis-64">
              <strong className="font-semibold">{titles[part]}</strong> {by}, <Time at={at} />:{" "}
              {reason}
            </p>
            {mayWrite && <LiftPauseButton part={part} />}
          </div>
        </Notice>
      ))}
    </section>
  );
}

const titles = {
  worker: "Background work is paused.",
  outgoing: "Nothing is sent to third parties.",
  writes: "Read-only: changes are refused.",
};
