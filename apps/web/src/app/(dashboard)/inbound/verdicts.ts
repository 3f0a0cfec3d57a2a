import { words } from "../../../words.ts";

/** How a delivery ended, in words for people. */
export function verdictWords(verdict: string): string {
  return inWords[verdict] ?? words(verdict);
}

const inWords: Record<string, string> = {
  duplicate: "Repeated",
  conflict: "In conflict",
  signature_missing: "Not signed",
  signature_invalid: "Wrongly signed",
  header_repeated: "With a header twice",
  stale: "Too old",
  no_secret: "Without a secret here",
  unknown_source: "To no address of ours",
  disabled: "To what is switched off",
  too_large: "Too large",
  rate_limited: "Too many",
  unavailable: "Not stored",
  internal: "Failed on our side",
};
