import { presets } from "@crossdock/telemetry/alerts";
import { units } from "../kinds.ts";
import { figuresIn, type Language } from "./language.ts";

const { rounded, exact } = figuresIn("en");

/** The language of the dashboard, of the chat and of programs. */
export const english: Language = {
  happened(found) {
    const { operation, subject, windowMinutes, percentile } = found;
    const value = rounded(Math.abs(found.value));
    const window = windowMinutes === 1 ? "the last minute" : `the last ${windowMinutes} minutes`;
    const what = operation ? `calls of ${operation}` : "requests";
    const of = subject ? ` of ${subject}` : "";
    switch (found.kind) {
      case "fault_rate":
        return `${value} % of the ${what}${of} failed in the server (5xx) in ${window}`;
      case "error_rate":
        return `${value} % of the ${what}${of} failed (4xx and 5xx) in ${window}`;
      case "latency":
        return `${percentile} % of the ${what}${of} took up to ${value} ms in ${window}`;
      case "volume_above":
        return `${value} ${what}${of} came in ${window}`;
      case "volume_unusual":
        return `Far ${found.value < 0 ? "fewer" : "more"} ${what} than usual at this hour came in ${window}: ${value} standard deviations`;
      case "no_traffic":
        return `No ${what}${of} came for ${value} minutes, when there usually are some`;
      case "webhook_failures":
        return `${value} % of the deliveries${of} failed in ${window}`;
      case "queue_lag":
        return `The oldest job${subject ? ` in ${subject}` : ""} has waited for ${value} minutes`;
      case "key_expiry":
        return `The key ${subject} ends in ${days(found.value)}, and none has taken its place`;
      case "certificate_expiry":
        return `The certificate of ${subject} ends in ${days(found.value)}`;
    }
  },

  limit({ kind, threshold }) {
    const most = `at most ${exact(threshold)}`;
    switch (kind) {
      case "fault_rate":
      case "error_rate":
      case "webhook_failures":
        return `${most} % should`;
      case "latency":
        return `it should be ${most} ms`;
      case "volume_above":
      case "queue_lag":
        return `it should be ${most}`;
      case "volume_unusual":
        return `${exact(threshold)} are odd`;
      default:
        return null;
    }
  },

  calm: (kind) =>
    kind.endsWith("_expiry") ? "It was renewed, or is gone." : "It is as it should be again.",
  before: "It was:",
  test: "Somebody tries where this rule tells of what happens.",
  threshold: ({ kind, threshold }) => `${exact(threshold)} ${units[kind]}`,
  advice: (preset) => presets.find((one) => one.preset === preset)?.note,
  subject: (name) => name,
};

function days(value: number): string {
  const whole = Math.floor(value);
  if (whole < 1) return "less than a day";
  return whole === 1 ? "a day" : `${whole} days`;
}
