import { type AlertRule, alertUnits, type CreateAlertRule } from "@crossdock/api/schemas";
import type { z } from "zod";
import { many } from "../../../../words.ts";

export type RuleValues = z.input<typeof CreateAlertRule>;
export type Kind = RuleValues["kind"];
type Rule = z.output<typeof AlertRule>;

type Words = {
  title: string;
  threshold: string;
  hint: string;
  /** What a new rule of the kind begins with: as those do that come with the product. */
  first: Pick<RuleValues, "threshold" | "windowMinutes" | "forMinutes" | "percentile" | "severity">;
};

const first = (
  threshold: number,
  windowMinutes: number,
  forMinutes: number,
  severity: RuleValues["severity"] = "warning",
  percentile: RuleValues["percentile"] = null,
) => ({ threshold, windowMinutes, forMinutes, severity, percentile });

export const kindWords: Record<Kind, Words> = {
  fault_rate: {
    title: "Failures in the server",
    threshold: "More than … % answered with 5xx",
    hint: "At least five have to fail, and more than chance explains.",
    first: first(5, 5, 1, "critical"),
  },
  error_rate: {
    title: "Errors of any kind",
    threshold: "More than … % answered with 4xx or 5xx",
    hint: "At least five have to fail, and more than chance explains.",
    first: first(30, 5, 1),
  },
  latency: {
    title: "Slow requests",
    threshold: "Slower than … milliseconds",
    hint: "At least five have to be slower.",
    first: first(2000, 5, 1, "warning", 95),
  },
  volume_above: {
    title: "Many requests",
    threshold: "More than … requests in the window",
    hint: "Whatever is usual.",
    first: first(1000, 5, 0),
  },
  volume_unusual: {
    title: "Unusual traffic",
    threshold: "More than … standard deviations from usual",
    hint: "Learnt by the hour of the week, within three weeks; twice as many as usual, or half, at least.",
    first: first(6, 5, 1),
  },
  no_traffic: {
    title: "No traffic",
    threshold: "At most … requests",
    hint: "Only when there usually are some. Where few come it takes longer, up to two hours.",
    first: first(0, 10, 0, "critical"),
  },
  webhook_failures: {
    title: "Failing webhooks",
    threshold: "More than … % of the deliveries failed",
    hint: "In and out, each connector and each mapping by itself; three failures at least.",
    first: first(20, 10, 0),
  },
  queue_lag: {
    title: "Late background work",
    threshold: "The oldest job has waited for more than … minutes",
    hint: "Each queue by itself.",
    first: first(3, 1, 1, "critical"),
  },
  key_expiry: {
    title: "Ending API keys",
    threshold: "Less than … days are left",
    hint: "Keys that were rotated already are left out.",
    first: first(14, 1, 0),
  },
  certificate_expiry: {
    title: "Ending certificate",
    threshold: "Less than … days are left",
    hint: "Of the certificate that TLS_CERT names.",
    first: first(14, 1, 0, "critical"),
  },
};

/** When a rule fires, in a line. */
export function conditionOf(rule: Rule): string {
  const { kind, threshold, windowMinutes, forMinutes, percentile, operation, principalId } = rule;
  const value = `${threshold} ${alertUnits[kind]}`;
  const limit: Record<Kind, string> = {
    ...{ fault_rate: `5xx > ${value}`, error_rate: `4xx and 5xx > ${value}` },
    ...{ latency: `p${percentile} > ${value}`, volume_above: `> ${value}` },
    volume_unusual: `beside usual by > ${threshold} σ`,
    ...{ no_traffic: `≤ ${value}`, webhook_failures: `failed > ${value}` },
    ...{
      queue_lag: `waited > ${value}`,
      key_expiry: `ends in < ${value}`,
      certificate_expiry: `ends in < ${value}`,
    },
  };
  const hasWindow = !["queue_lag", "key_expiry", "certificate_expiry"].includes(kind);
  const who = principalId === "*" ? "each client" : rule.principalName;
  return [
    limit[kind],
    ...(hasWindow ? [`in ${many(windowMinutes, "minute")}`] : []),
    ...(forMinutes > 0 ? [`for ${many(forMinutes, "minute")}`] : []),
    ...(operation ? [operation] : []),
    ...(who ? [who] : []),
  ].join(" · ");
}
