import type { Incident } from "@crossdock/connectors";
import type { Alert, AlertRule } from "@crossdock/db";
import { notifyTeam } from "../notifications/notify-team.ts";
import type { CommandContext } from "../procedure/context.ts";
import { watched } from "./readings.ts";
import { hrefOf, namesOf } from "./subjects.ts";
import type { Language } from "./words/language.ts";
import { adviceOf, calmDetailOf, detailOf, languages } from "./words.ts";

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
  const { locale } = await ctx.db.shop.findFirstOrThrow({ select: { locale: true } });
  const nameOf = await namesOf(ctx.db, [alert.subject]);
  const parts = { rule, alert, told, name: nameOf(alert.subject) };
  const { appUrl } = ctx.services;
  const requests = `${appUrl}${hrefOf(rule, alert, ctx.now)}`;
  const isAcknowledged = told === "acknowledge";
  const { about, detail, advice } = saidOf(parts, languages.en);
  await notifyTeam(ctx, {
    kind: "alert",
    // A test is another one each time.
    key: told === "test" ? `alert test ${ctx.requestId}` : `alert ${alert.id} ${told}`,
    subject: `${marks[told]}${about}`,
    paragraphs: [detail, ...(advice ? [advice] : [])],
    href: told === "test" ? "/alerts/rules" : "/alerts",
    only: {
      mail: rule.mail && !isAcknowledged,
      slack: rule.slack && !isAcknowledged,
      http: rule.http,
    },
    incident: incidentOf({ ...parts, about, detail, requests, appUrl }),
    mail: {
      template: "alert",
      variables: {
        ...mailed(parts, languages[locale]),
        since: timeOf(alert.firedAt ?? ctx.now),
        until: alert.resolvedAt && timeOf(alert.resolvedAt),
        ...{ requests, link: `${appUrl}/alerts` },
      },
    },
  });
}

type Parts = {
  rule: AlertRule;
  alert: Alert;
  told: Told;
  /** What people call the alert's subject. */
  name: string;
};

function saidOf({ rule, alert, told, name }: Parts, language: Language) {
  const subject = language.subject(name);
  const details: Record<Told, () => string> = {
    trigger: () => detailOf(rule, subject, alert, language),
    acknowledge: () => detailOf(rule, subject, alert, language),
    resolve: () => calmDetailOf(rule, subject, alert, language),
    test: () => language.test,
  };
  return {
    about: subject ? `${rule.name}: ${subject}` : rule.name,
    detail: details[told](),
    advice: told === "resolve" ? null : adviceOf(rule, language),
  };
}

function mailed(parts: Parts, language: Language) {
  const { rule, told } = parts;
  const { about: name, detail, advice: note } = saidOf(parts, language);
  return {
    ...{ name, detail, note, severity: rule.severity },
    ...{ isOver: told === "resolve", isTest: told === "test" },
    ...{ operation: rule.operation, runbook: rule.runbookUrl },
    threshold: language.threshold(watched(rule)),
  };
}

type Announced = Parts & { about: string; detail: string; requests: string; appUrl: string };

function incidentOf(incident: Announced): Incident {
  const { rule, alert, told, about, detail, requests, appUrl } = incident;
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
      ...{ rule: rule.name, kind: rule.kind, detail, value: alert.value },
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
