import { basePath, publicApi } from "./public-api.ts";

/** What a token can be for: a transport that takes tokens. */
export type ResourceName = "api" | "mcp";

/** The name that tokens for the transport carry (`aud`). */
export function audienceOf(appUrl: string, resource: ResourceName): string {
  return resource === "api" ? `${appUrl}${basePath}` : `${appUrl}/mcp`;
}

/** The paths of a transport: the API and each of its versions are one resource. */
export const resourcePaths: Record<ResourceName, readonly string[]> = {
  api: [basePath, ...publicApi.versions.map(({ name }) => `${basePath}/${name}`)],
  mcp: ["/mcp"],
};

/** Every name by which a client may ask for a token, and what it means (RFC 8707). */
export function resourcesOf(appUrl: string) {
  const namesOf = (resource: ResourceName) =>
    resourcePaths[resource].map((path): [string, string] => [
      `${appUrl}${path}`,
      audienceOf(appUrl, resource),
    ]);
  return {
    audiences: new Map([...namesOf("api"), ...namesOf("mcp")]),
    default: audienceOf(appUrl, "api"),
  };
}
