import {
  buildRegistry,
  type Document,
  type Operation,
  openApiDocument,
  type ServedVersion,
  serveVersions,
} from "@crossdock/adapters";
import { appRouter, eventWebhooks, type PublicApi, versions } from "@crossdock/api";
import { errorCodes } from "@crossdock/core";

const text = { type: "string" as const, maxLength: 200 };
const rateLimitHeaders = {
  RateLimit: {
    description:
      "What is left of the quota and when it renews (draft-ietf-httpapi-ratelimit-headers).",
    schema: text,
  },
  "RateLimit-Policy": { description: "The quota and its window, in seconds.", schema: text },
};

const description =
  "Products, orders, customers and payments of one shop. In XML the items of a list are `<i>` elements, and null is `xsi:nil`.";

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

/** The OpenAPI document of each version, as `/api/<version>/openapi.json` serves it. */
export const openApi: ReadonlyMap<string, string> = new Map(
  served.map((version) => [version.facts.name, documentOf(version)]),
);

/** The documents of a version, by their paths below its own. */
export function documentsOf(version: string | undefined): Record<string, Document> {
  const body = openApi.get(version ?? "");
  if (body === undefined) return {};
  return { "/openapi.json": { contentType: "application/json; charset=utf-8", body } };
}

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

function documentOf({ facts, operations }: ServedVersion): string {
  const document = openApiDocument({
    operations,
    facts,
    errorCodes,
    title: "Crossdock",
    version: facts.name,
    description,
    serverUrl: `${basePath}/${facts.name}`,
    headers: rateLimitHeaders,
    webhooks: eventWebhooks(facts.name),
    info: {
      contact: { name: "The shop's owner" },
      license: { name: "MIT", identifier: "MIT" },
    },
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}

// These first segments of a path belong to other transports.
function refuseReserved(operations: Operation[]): void {
  const taken = operations.find(({ path }) => /^\/(trpc|auth|webhooks)(\/|$)/.test(path));
  if (taken) throw new Error(`${taken.name}: ${taken.path} is reserved; choose another path.`);
}
