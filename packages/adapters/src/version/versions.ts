import type { Operation } from "../operation.ts";
import type { Version, VersionFacts } from "./define.ts";

/** The versions of an API: procedures have the shapes of `head`, the older ones are differences. */
export type Versions = {
  head: VersionFacts;
  /** Newest first. */
  older: Version[];
  /** Versions that are no longer served: answered with 410. */
  retired?: VersionFacts[];
};

/** One version as it is served. */
export type ServedVersion = { facts: VersionFacts; operations: Operation[] };

/** The headers that tell a caller what becomes of its version (RFC 9745, RFC 8594, RFC 8288). */
export function lifecycleHeaders({ deprecated, sunset, docs }: VersionFacts): {
  headers: Record<string, string>;
  links: string[];
} {
  const headers: Record<string, string> = {};
  const links: string[] = [];
  if (deprecated !== undefined) {
    headers.Deprecation = `@${Date.parse(deprecated) / 1000}`;
    if (docs !== undefined) links.push(`<${docs}>; rel="deprecation"; type="text/html"`);
  }
  if (sunset !== undefined) {
    headers.Sunset = new Date(sunset).toUTCString();
    if (docs !== undefined) links.push(`<${docs}>; rel="sunset"; type="text/html"`);
  }
  return { headers, links };
}
