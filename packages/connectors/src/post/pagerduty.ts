import type { Incident, Notice } from "../notify-contract.ts";

/**
 * A notice as an event of PagerDuty's Events API v2, whose names and lengths these are
 * (https://developer.pagerduty.com/docs/events-api-v2-overview). What is no alert is a trigger that
 * tells and wakes nobody.
 */
export function pagerDutyEvent(notice: Notice, routingKey: string): object {
  const incident = notice.incident ?? newsOf(notice);
  const { key, action, summary, severity, source, details, links } = incident;
  const event = { routing_key: routingKey, event_action: action, dedup_key: key.slice(0, 255) };
  if (action !== "trigger") return event;
  return {
    ...event,
    payload: {
      ...{ summary: summary.slice(0, 1024), source, severity },
      timestamp: notice.at.toISOString(),
      custom_details: { ...details, text: notice.paragraphs.join("\n\n") },
    },
    links,
    ...{ client: "Crossdock", client_url: notice.url },
  };
}

function newsOf({ id, kind, subject, url }: Notice): Incident {
  return {
    ...{ key: id, action: "trigger", summary: subject, severity: "info" },
    ...{ source: new URL(url).host, details: { kind }, links: [{ href: url, text: subject }] },
  };
}
