import type { LogEntry } from "@crossdock/api/schemas";

export type { LogEntry };

/** Where a request went: the pattern of its path; of a call that left, host and path. */
export function targetOf({ transport, route, path }: LogEntry): string {
  return transport === "outbound" ? `${route ?? ""}${path}` : (route ?? path);
}

/** Who called, by name where it has one; null where no credential was verified. */
export function clientOf({ principal }: Pick<LogEntry, "principal">): string | null {
  return principal && (principal.name ?? principal.id);
}

/** The names of the clients in these rows, by id. */
export function clientNames(entries: readonly LogEntry[]): Map<string, string> {
  const known = entries.flatMap(({ principal }) =>
    principal?.name ? [[principal.id, principal.name] as const] : [],
  );
  return new Map(known);
}
