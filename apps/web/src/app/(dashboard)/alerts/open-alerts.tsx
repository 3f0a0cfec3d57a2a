"use client";

import { Notice, Skeleton, Status, Time } from "@crossdock/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { DetailSection } from "../../../components/detail-section.tsx";
import { useTRPC } from "../../../trpc/client.tsx";
import type { Outputs } from "../../../trpc/server.tsx";
import { many } from "../../../words.ts";
import { AlertActions } from "./alert-actions.tsx";

export type Alert = Outputs["alerts"]["list"]["data"][number];

/** What fires now, and what is about to. */
export function OpenAlerts({ mayWrite }: { mayWrite: boolean }) {
  const trpc = useTRPC();
  const { data: open } = useQuery(trpc.alerts.list.queryOptions({ state: "open", limit: 100 }));
  const { data: rules } = useQuery(trpc.alertRules.list.queryOptions({}));
  if (!open) return <Skeleton lines={4} />;
  const firing = open.data.filter(({ state }) => state === "firing");
  const pending = open.data.filter(({ state }) => state === "pending");
  const watching = rules?.data.filter(({ enabled }) => enabled).length ?? 0;
  return (
    <>
      <DetailSection title="Firing">
        {firing.length === 0 ? (
          <Notice tone="ok">
            <p className="font-semibold">All is well</p>
            <p className="text-ink-2">
              {`${many(watching, "rule")} ${watching === 1 ? "is" : "are"} judged each minute.`}{" "}
              <Link href="/alerts/rules" className="link">
                See the rules
              </Link>
            </p>
          </Notice>
        ) : (
          <Cards alerts={firing} mayWrite={mayWrite} />
        )}
      </DetailSection>
      {pending.length > 0 && (
        <DetailSection title="Pending">
          <p className="pb-2 text-table text-ink-2">
            Broken, but not for long enough yet: nobody has been told.
          </p>
          <Cards alerts={pending} mayWrite={mayWrite} />
        </DetailSection>
      )}
    </>
  );
}

function Cards({ alerts, mayWrite }: { alerts: Alert[]; mayWrite: boolean }) {
  return (
    <ul className="flex flex-col gap-3">
      {alerts.map((alert) => (
        <Card key={alert.id} alert={alert} mayWrite={mayWrite} />
      ))}
    </ul>
  );
}

const tones = { critical: "bad", warning: "warn", info: "info" } as const;
const severities = { critical: "Critical", warning: "Warning", info: "Info" };

function Card({ alert, mayWrite }: { alert: Alert; mayWrite: boolean }) {
  const { ruleName, subjectName, severity, detail, ruleNote, note, runbookUrl, href } = alert;
  const { acknowledgedBy, acknowledgedAt, mutedUntil } = alert;
  return (
    <li>
      <article
        aria-label={ruleName}
        className="flex flex-col gap-2 rounded-panel border border-line bg-panel px-4 py-3"
      >
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h3 className="text-section">
            {ruleName}
            {subjectName && <span className="font-normal text-ink-2"> · {subjectName}</span>}
          </h3>
          <span className="flex items-baseline gap-3 text-table text-ink-2">
            <Status tone={tones[severity]}>{severities[severity]}</Status>
            <span>
              since <Time at={alert.firedAt ?? alert.pendingAt} />
            </span>
          </span>
        </div>
        <p className="max-w-prose text-body">{detail}</p>
        {ruleNote && <p className="max-w-prose text-table text-ink-2">{ruleNote}</p>}
        {note && (
          <p className="max-w-prose border-l-2 border-line-strong pl-3 text-table whitespace-pre-line">
            {note}
          </p>
        )}
        {acknowledgedBy && acknowledgedAt && (
          <p className="text-table text-ink-2">
            {`${acknowledgedBy} has taken it up, `}
            <Time at={acknowledgedAt} />
          </p>
        )}
        {mutedUntil && (
          <p className="text-table text-ink-2">
            Its rule is muted until <Time at={mutedUntil} full />
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-1">
          {mayWrite && <AlertActions alert={alert} />}
          <Link href={href} className="link text-table">
            See what happened
          </Link>
          {runbookUrl && (
            <a href={runbookUrl} className="link text-table" rel="noreferrer" target="_blank">
              Open the runbook
            </a>
          )}
        </div>
      </article>
    </li>
  );
}
