"use client";

import { Button, Status, Time } from "@crossdock/ui";
import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { LiftPauseButton } from "../../../../components/pauses/lift-pause-button.tsx";
import { useTRPC } from "../../../../trpc/client.tsx";
import type { Outputs } from "../../../../trpc/server.tsx";
import { PauseDialog } from "./pause-dialog.tsx";

type Pause = Outputs["pauses"]["list"]["data"][number];

/** What can be stopped in an emergency, each with what that means. */
export function Switches({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.pauses.list.queryOptions({}));
  return (
    <div className="flex max-w-3xl flex-col px-4 py-5 sm:px-6">
      {parts.map(({ part, title, does }) => (
        <Switch
          key={part}
          {...{ part, title, does, mayWrite }}
          pause={data.data.find((pause) => pause.part === part)}
        />
      ))}
      <p className="py-4 text-table text-ink-2">
        A single third party is switched off on{" "}
        <Link className="link" href="/connectors">
          its connector’s page
        </Link>
        , a single operation of the API on{" "}
        <Link className="link" href="/operations">
          API
        </Link>
        .
      </p>
    </div>
  );
}

const parts: readonly { part: Pause["part"]; title: string; does: string }[] = [
  {
    part: "worker",
    title: "Background work",
    does: "No job is begun, in any process. What runs is finished; what is due waits in its queue.",
  },
  {
    part: "outgoing",
    title: "Outgoing traffic",
    does: "Nothing is sent to third parties. Mails, webhooks and refunds wait; new payments with a provider are refused for now.",
  },
  {
    part: "writes",
    title: "Changes",
    does: "Read-only mode: every change is refused, on the dashboard and by API. Reading and signing in go on, webhooks are taken in and worked off later.",
  },
];

type Props = (typeof parts)[number] & { mayWrite: boolean; pause: Pause | undefined };

function Switch({ part, title, does, mayWrite, pause }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <section
      aria-label={title}
      className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line py-4"
    >
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
        <h2 className="flex flex-wrap items-center gap-x-3 text-section">
          {title}
          {pause ? <Status tone="warn">Paused</Status> : <Status tone="ok">Runs</Status>}
        </h2>
        <p className="text-body text-ink-2">{does}</p>
        {pause && (
          <p className="text-table">
            {pause.by}, <Time at={pause.at} full />: {pause.reason}
          </p>
        )}
      </div>
      {mayWrite &&
        (pause ? (
          <LiftPauseButton part={part} />
        ) : (
          <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
            Pause
          </Button>
        ))}
      {asking && <PauseDialog {...{ part, title, does }} onClose={() => setAsking(false)} />}
    </section>
  );
}
