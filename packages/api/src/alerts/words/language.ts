import type { AlertRule } from "@crossdock/db";
import type { AlertKind, WatchedRule } from "@crossdock/telemetry/alerts";
import type { Locale } from "../../notifications/templates/locale.ts";

/** What a rule found; `subject`: what people call it, empty where the rule watches one thing. */
export type Found = Omit<WatchedRule, "forMinutes"> &
  Pick<AlertRule, "operation"> & { subject: string; value: number };

/** What is said of alerts in a language. */
export type Language = {
  /** What happened, with its figures: a sentence without its full stop. */
  happened(found: Found): string;
  /** What should be, to go on with behind it; null where nobody would ask. */
  limit(found: Found): string | null;
  /** What it is called while it is well again. */
  calm(kind: AlertKind): string;
  /** Leads to what happened, of what is over. */
  before: string;
  /** What is told where a rule is only tried out. */
  test: string;
  /** From where on it rings, with its unit. */
  threshold(rule: Pick<WatchedRule, "kind" | "threshold">): string;
  /** What to look at first where a rule came with the product, by its `preset`. */
  advice(preset: string): string | undefined;
  /** What a subject is called that is no id of ours. */
  subject(name: string): string;
};

/** Writes figures as a language does: those that were found to three digits, thresholds as they were entered. */
export function figuresIn(locale: Locale) {
  const rounded = new Intl.NumberFormat(locale, { ...plain, maximumSignificantDigits: 3 });
  const exact = new Intl.NumberFormat(locale, { ...plain, maximumFractionDigits: 10 });
  return {
    rounded: (value: number) => rounded.format(value),
    exact: (value: number) => exact.format(value),
  };
}

const plain = { useGrouping: false } as const;
