import type { WatchedRule } from "./rule.ts";

/** A rule that comes with the product, as it is before anybody changes it. */
export type Preset = WatchedRule & {
  preset: string;
  name: string;
  /** `*`: each client by itself. */
  principalId: "*" | null;
  severity: "critical" | "warning";
  /** What to look at first, in a sentence or two. */
  note: string;
};

/** Rules that are on from the first start. */
export const presets: readonly Preset[] = [
  {
    ...{ preset: "faults", name: "Requests fail in the server", kind: "fault_rate" },
    ...{ threshold: 5, windowMinutes: 5, forMinutes: 1, severity: "critical" },
    ...{ percentile: null, principalId: null },
    note: "Open the failed requests: if one operation fails, look at its last change; if all do, look at the database.",
  },
  {
    ...{ preset: "client-errors", name: "A client's requests fail", kind: "error_rate" },
    ...{ threshold: 30, windowMinutes: 5, forMinutes: 1, severity: "warning" },
    ...{ percentile: null, principalId: "*" },
    note: "Its errors say what it sends wrong: tell its developers, with a request id.",
  },
  {
    ...{ preset: "latency", name: "Requests are slow", kind: "latency" },
    ...{ threshold: 2000, windowMinutes: 5, forMinutes: 1, severity: "warning" },
    ...{ percentile: 95, principalId: null },
    note: "Open a slow request: its phases say whether the database or something else takes the time.",
  },
  {
    ...{ preset: "traffic-stopped", name: "No requests come in", kind: "no_traffic" },
    ...{ threshold: 0, windowMinutes: 10, forMinutes: 0, severity: "critical" },
    ...{ percentile: null, principalId: null },
    note: "Call the API from outside: the proxy, the name or the certificate may keep everybody out.",
  },
  {
    ...{ preset: "traffic-unusual", name: "Traffic is not as usual", kind: "volume_unusual" },
    ...{ threshold: 6, windowMinutes: 5, forMinutes: 1, severity: "warning" },
    ...{ percentile: null, principalId: null },
    note: "See which client calls more, or less, than it does: a loop, a campaign, or a partner that is down.",
  },
  {
    ...{ preset: "webhooks", name: "Webhooks fail", kind: "webhook_failures" },
    ...{ threshold: 20, windowMinutes: 10, forMinutes: 0, severity: "warning" },
    ...{ percentile: null, principalId: null },
    note: "The failed deliveries say why. They are tried again by themselves, and by hand once it is mended.",
  },
  {
    ...{ preset: "queue", name: "Background work is late", kind: "queue_lag" },
    ...{ threshold: 3, windowMinutes: 1, forMinutes: 1, severity: "critical" },
    ...{ percentile: null, principalId: null },
    note: "Look whether a worker runs and is not paused, and whether one job fails again and again.",
  },
  {
    ...{ preset: "keys", name: "An API key ends soon", kind: "key_expiry" },
    ...{ threshold: 14, windowMinutes: 1, forMinutes: 0, severity: "warning" },
    ...{ percentile: null, principalId: null },
    note: "Rotate the key: both work while the partner changes over.",
  },
  {
    ...{ preset: "certificate", name: "The certificate ends soon", kind: "certificate_expiry" },
    ...{ threshold: 14, windowMinutes: 1, forMinutes: 0, severity: "critical" },
    ...{ percentile: null, principalId: null },
    note: "Renew the files that TLS_CERT and TLS_KEY name: they are read anew without a restart.",
  },
];
