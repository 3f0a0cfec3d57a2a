/** What a rule can watch. */
export type AlertKind =
  | "fault_rate"
  | "error_rate"
  | "latency"
  | "volume_above"
  | "volume_unusual"
  | "no_traffic"
  | "webhook_failures"
  | "queue_lag"
  | "key_expiry"
  | "certificate_expiry";

/**
 * A rule as it is judged. The unit of `threshold` is the kind's: percent of rates and of webhooks,
 * milliseconds of latencies, requests in the window of volumes, standard deviations of unusual volumes,
 * minutes of queues, days of what expires.
 */
export type WatchedRule = {
  kind: AlertKind;
  threshold: number;
  /** 50, 95 or 99 of latencies. */
  percentile: number | null;
  windowMinutes: number;
  /** How long it must be broken before it fires. */
  forMinutes: number;
};

/** What a rule says at a moment: between broken and calm nothing changes. */
export type Verdict = "broken" | "between" | "calm";
export type Reading = { value: number; verdict: Verdict };
