import type { AlertRule } from "@crossdock/db";
import { presets, type Reading } from "@crossdock/telemetry/alerts";
import { watched } from "./readings.ts";

/** What happened, in a sentence with its figures. */
export function detailOf(rule: AlertRule, subject: string, { value }: Reading): string {
  const { threshold, windowMinutes } = rule;
  const window = windowMinutes === 1 ? "the last minute" : `the last ${windowMinutes} minutes`;
  const what = rule.operation ? `calls of ${rule.operation}` : "requests";
  const of = subject ? ` of ${subject}` : "";
  const most = `at most ${rounded(threshold)}`;
  switch (watched(rule).kind) {
    case "fault_rate":
      return `${rounded(value)} % of the ${what}${of} failed in the server (5xx) in ${window}; ${most} % should.`;
    case "error_rate":
      return `${rounded(value)} % of the ${what}${of} failed (4xx and 5xx) in ${window}; ${most} % should.`;
    case "latency":
      return `${rule.percentile} % of the ${what}${of} took up to ${rounded(value)} ms in ${window}; it should be ${most} ms.`;
    case "volume_above":
      return `${rounded(value)} ${what}${of} came in ${window}; it should be ${most}.`;
    case "volume_unusual":
      return `Far ${value < 0 ? "fewer" : "more"} ${what} than usual at this hour came in ${window}: ${rounded(Math.abs(value))} standard deviations; ${rounded(threshold)} are odd.`;
    case "no_traffic":
      return `No ${what}${of} came for ${rounded(value)} minutes, when there usually are some.`;
    case "webhook_failures":
      return `${rounded(value)} % of the deliveries${of} failed in ${window}; ${most} % should.`;
    case "queue_lag":
      return `The oldest job${of ? ` in ${subject}` : ""} has waited for ${rounded(value)} minutes; it should be ${most}.`;
    case "key_expiry":
      return `The key ${subject} ends in ${days(value)}, and none has taken its place.`;
    case "certificate_expiry":
      return `The certificate of ${subject} ends in ${days(value)}.`;
  }
}

/** What it is called while it is well again. */
export function calmDetailOf(rule: AlertRule): string {
  return watched(rule).kind.endsWith("_expiry")
    ? "It was renewed, or is gone."
    : "It is as it should be again.";
}

/** What to look at first: the rule's own words, else the product's. */
export function adviceOf({ note, preset }: Pick<AlertRule, "note" | "preset">): string | null {
  return note ?? presets.find((one) => one.preset === preset)?.note ?? null;
}

function days(value: number): string {
  const whole = Math.floor(value);
  if (whole < 1) return "less than a day";
  return whole === 1 ? "a day" : `${whole} days`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
