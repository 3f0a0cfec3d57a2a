import type { AlertKind } from "@crossdock/telemetry/alerts";

export const alertKinds = [
  "fault_rate",
  "error_rate",
  "latency",
  "volume_above",
  "volume_unusual",
  "no_traffic",
  "webhook_failures",
  "queue_lag",
  "key_expiry",
  "certificate_expiry",
] as const satisfies readonly AlertKind[];

export const severities = ["critical", "warning", "info"] as const;

/** Where a rule may watch one operation, or one client; `each`: or each client by itself. */
const scopes: Record<AlertKind, { ofRequests: boolean; each: boolean; window: boolean }> = {
  fault_rate: { ofRequests: true, each: true, window: true },
  error_rate: { ofRequests: true, each: true, window: true },
  latency: { ofRequests: true, each: false, window: true },
  volume_above: { ofRequests: true, each: true, window: true },
  volume_unusual: { ofRequests: true, each: false, window: true },
  no_traffic: { ofRequests: true, each: false, window: true },
  webhook_failures: { ofRequests: false, each: false, window: true },
  queue_lag: { ofRequests: false, each: false, window: false },
  key_expiry: { ofRequests: false, each: false, window: false },
  certificate_expiry: { ofRequests: false, each: false, window: false },
};

/** What a rule of this kind can be told besides its threshold. */
export function scopeOf(kind: AlertKind) {
  return scopes[kind];
}

/** What the threshold is of. */
export const units: Readonly<Record<AlertKind, string>> = {
  fault_rate: "%",
  error_rate: "%",
  latency: "ms",
  volume_above: "requests",
  volume_unusual: "standard deviations",
  no_traffic: "requests",
  webhook_failures: "%",
  queue_lag: "minutes",
  key_expiry: "days",
  certificate_expiry: "days",
};
