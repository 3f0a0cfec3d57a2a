import type { Incident } from "@crossdock/connectors";
import type { Alert, AlertRule } from "@crossdock/db";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { CommandContext } from "../procedure/context.ts";
import { units } from "./kinds.ts";
import { watched } from "./readings.ts";
import { hrefOf, namesOf } from "./subjects.ts";
import { adviceOf } from "./words.ts";

/** What is told of an alert: `test` is of none. */
export type Told = "trigger" | "acknowledge" | "resolve" | "test";

/**
 * Tells the team of an alert where its rule says so, once of each `told`. That somebody has taken it up
 * only the HTTP channel hears, which may be what wakes people.
 */
export async function tell(
  ctx: CommandContext,
  rule: AlertRule,
  alert: Alert,
  told: Told,
): Promise<void> {
  const nameOf = await namesOf(ctx.db, [alert.subject, rule.principalId]);
  const about = alert.subject ? `${rule.name}: ${nameOf(alert.subject)}` : rule.name;
  const advice = adviceOf(rule);
  const { appUrl } = ctx.services;
  const requests = `${appUrl}${hrefOf(rule, alert, ctx.now)}`;
  const isAcknowledged = told === "acknowledge";
  await notifyTeam(ctx, {
    kind: "alert",
    // A test is another one each time.
    key: told === "test" ? `alert test ${ctx.requestId}` : `alert ${alert.id} ${told}`,
    subject: `${marks[told]}${about}`,
    paragraphs: [alert.detail, ...(told === "resolve" || !advice ? [] : [advice])],
    href: told === "test" ? "/alerts/rules" : "/alerts",
    only: {
      mail: rule.mail && !isAcknowledged,
      slack: rule.slack && !isAcknowledged,
      http: rule.http,
    },
    incident: incidentOf({ rule, alert, told, about, requests, appUrl }),
    mail: {
      template: "alert",
      variables: {
        ...{ name: about, detail: alert.detail, severity: rule.severity },
        ...{ isOver: told === "resolve", isTest: told === "test" },
        since: timeOf(alert.firedAt ?? ctx.now),
        until: alert.resolvedAt && timeOf(alert.resolvedAt),
        operation: rule.operation,
        threshold: `${rule.threshold} ${units[watched(rule).kind]}`,
        note: told === "resolve" ? null : advice,
        runbook: rule.runbookUrl,
        ...{ requests, link: `${appUrl}/alerts` },
      },
    },
  });
}

type Parts = {
  rule: AlertRule;
  alert: Alert;
  told: Told;
  about: string;
  requests: string;
  appUrl: string;
};

function incidentOf({ rule, alert, told, about, requests, appUrl }: Parts): Incident {
  const links = [
    { href: requests, text: "What happened" },
    { href: `${appUrl}/alerts`, text: "Alerts" },
    ...(rule.runbookUrl ? [{ href: rule.runbookUrl, text: "Runbook" }] : []),
  ];
  return {
    key: alert.id,
    // A test must wake nobody for long: who gets it closes it, as any other.
    action: told === "test" ? "trigger" : told,
    summary: `${marks[told]}${about}`,
    severity: told === "test" ? "info" : (rule.severity as Incident["severity"]),
    source: new URL(appUrl).host,
    details: {
      ...{ rule: rule.name, kind: rule.kind, detail: alert.detail, value: alert.value },
      ...{ threshold: rule.threshold, test: told === "test" },
    },
    links,
  };
}

const marks: Record<Told, string> = {
  trigger: "",
  acknowledge: "Taken up: ",
  resolve: "Over: ",
  test: "Test: ",
};

// In the zone that the log and the pages of the API use, and named, so that nobody has to guess.
function timeOf(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
