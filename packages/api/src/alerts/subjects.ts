import type { Alert, AlertRule, PrismaClient, Tx } from "@crossdock/db";
import { minuteMs } from "@crossdock/telemetry/alerts";
import { watched } from "./readings.ts";

/** What people call these ids of keys, clients, mappings and queues: an id is missing where it is its own name. */
export async function namesOf(
  db: Pick<PrismaClient | Tx, "apiKey" | "oauthClient" | "mapping">,
  ids: readonly (string | null)[],
): Promise<(id: string) => string> {
  const of = (prefix: string) => ids.filter((id): id is string => id?.startsWith(prefix) === true);
  const find = { select: { id: true, name: true } };
  const rows = await Promise.all([
    ...[db.apiKey.findMany({ where: { id: { in: of("key_") } }, ...find })],
    ...[db.oauthClient.findMany({ where: { id: { in: of("cli_") } }, ...find })],
    ...[db.mapping.findMany({ where: { id: { in: of("map_") } }, ...find })],
  ]);
  const names = new Map(rows.flat().map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

type Happened = Pick<Alert, "subject" | "pendingAt" | "resolvedAt">;

/** The dashboard's page about what happened, for requests with the time in which it did. */
export function hrefOf(
  rule: AlertRule,
  { subject, pendingAt, resolvedAt }: Happened,
  now: Date,
): string {
  switch (watched(rule).kind) {
    case "webhook_failures":
      return subject.startsWith("map_") ? `/mappings/${subject}` : "/inbound";
    case "queue_lag":
      return "/jobs";
    case "key_expiry":
      return `/keys/${subject}`;
    case "certificate_expiry":
      return "/alerts";
    default:
      return `/requests?${requestsOf(rule, { subject, pendingAt, resolvedAt }, now)}`;
  }
}

function requestsOf(
  rule: AlertRule,
  { subject, pendingAt, resolvedAt }: Happened,
  now: Date,
): string {
  const from = new Date(pendingAt.getTime() - rule.windowMinutes * minuteMs);
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: (resolvedAt ?? now).toISOString(),
  });
  const principal = rule.principalId === "*" ? subject : rule.principalId;
  if (rule.operation) query.set("operation", rule.operation);
  if (principal) query.set("principalId", principal);
  if (rule.kind === "fault_rate") query.set("status", "5xx");
  if (rule.kind === "error_rate") query.set("status", "4xx");
  if (rule.kind === "latency") query.set("minDurationMs", String(Math.round(rule.threshold)));
  return query.toString();
}
