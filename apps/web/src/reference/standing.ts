import type { VersionFacts } from "@crossdock/adapters";

/** Whether callers of a version are well where they are, at a moment. */
export type Standing = "current" | "supported" | "deprecated" | "ended";

/** @param newest the name of the newest version */
export function standingOf(
  { name, deprecated, sunset }: VersionFacts,
  newest: string,
  now: Date,
): Standing {
  const isPast = (date: string | undefined) => date !== undefined && new Date(date) <= now;
  if (isPast(sunset)) return "ended";
  if (isPast(deprecated)) return "deprecated";
  return name === newest ? "current" : "supported";
}
