import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const jobStates = ["failed", "stuck", "retrying", "running", "waiting", "done"] as const;

/** The list's part of the URL; what has failed comes first. */
export const jobFilters = {
  queue: parseAsString,
  state: parseAsStringLiteral(jobStates).withDefault("failed"),
  cursor: parseAsString,
};

export const loadJobFilters = createLoader(jobFilters);

/** How often a page asks anew: workers tell nobody of each job. */
export const refreshMs = 5000;

/** `deliver-mail` → `Deliver mail`. */
export function queueWords(name: string): string {
  const text = name.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
