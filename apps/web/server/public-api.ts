import {
  buildRegistry,
  type Operation,
  type ServedVersion,
  serveVersions,
} from "@crossdock/adapters";
import { appRouter, type PublicApi, versions } from "@crossdock/api";

/** Below it every version has its own path: `/api/v2`. */
export const basePath = "/api";

/** The operations of the newest version. */
const operations: Operation[] = buildRegistry(appRouter);

refuseReserved(operations);

/** Every version that is served, the newest first. */
export const served: ServedVersion[] = serveVersions(operations, versions);

/** What the procedures know of it. */
export const publicApi: PublicApi = {
  versions: served.map(({ facts, operations }) => ({ ...facts, operations })),
};

/** Where machines find the documents of every version (RFC 9727). */
export function apiCatalog(appUrl: string): string {
  const linkset = served.map(({ facts }) => ({
    anchor: `${appUrl}${basePath}/${facts.name}`,
    "service-desc": [
      {
        href: `${appUrl}${basePath}/${facts.name}/openapi.json`,
        type: "application/vnd.oai.openapi+json;version=3.1",
      },
    ],
    "service-doc": [{ href: `${appUrl}/docs/reference?version=${facts.name}`, type: "text/html" }],
    status: [{ href: `${appUrl}/readyz`, type: "application/json" }],
  }));
  return JSON.stringify({ linkset });
}

// These first segments of a path belong to other transports.
function refuseReserved(operations: Operation[]): void {
  const taken = operations.find(({ path }) => /^\/(trpc|auth|webhooks)(\/|$)/.test(path));
  if (taken) throw new Error(`${taken.name}: ${taken.path} is reserved; choose another path.`);
}
