import type { LogEntry } from "@crossdock/api/schemas";

/** The phases that there were, and what none of them has. */
export function partsOf({ phases, durationMs }: Pick<LogEntry, "phases" | "durationMs">): Part[] {
  const parts = looks.flatMap(({ phase, ...rest }) => {
    const ms = phases[phase];
    return ms === null ? [] : [{ ...rest, ms }];
  });
  const rest = durationMs - parts.reduce((sum, { ms }) => sum + ms, 0);
  return rest > 0.0005 ? [...parts, { name: "The rest", ms: rest, look: "bg-line-strong" }] : parts;
}

type Part = { name: string; ms: number; look: string };

const looks = [
  { phase: "auth", name: "Who is it", look: "bg-info" },
  { phase: "limit", name: "Limits", look: "bg-test" },
  { phase: "parse", name: "Reading it", look: "bg-warn" },
  { phase: "database", name: "Database", look: "bg-accent" },
  { phase: "render", name: "Writing the answer", look: "bg-ok" },
] as const;
