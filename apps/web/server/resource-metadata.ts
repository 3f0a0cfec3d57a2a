import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@crossdock/core";
import { answerJson } from "./answer.ts";
import { basePath } from "./public-api.ts";
import { resourcePaths } from "./resources.ts";

/** Below it stand the descriptions of what takes tokens (RFC 9728). */
export const metadataPath = "/.well-known/oauth-protected-resource";

/** Where the description of the resource at this path is. */
export function metadataUrl(appUrl: string, path: string): string {
  return `${appUrl}${metadataPath}${path}`;
}

/** `/.well-known/oauth-protected-resource…`: who gives tokens for the API and for MCP, and with what scopes. */
export function createResourceMetadata(appUrl: string, scopes: readonly string[]) {
  const paths = new Set(Object.values(resourcePaths).flat());

  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== "GET" && req.method !== "HEAD") throw new AppError("method_not_allowed");
    const asked = (req.url ?? "").split("?", 1)[0]?.slice(metadataPath.length).replace(/\/$/, "");
    const path = asked || basePath;
    if (!paths.has(path)) throw new AppError("not_found");
    answerJson(
      res,
      200,
      {
        resource: `${appUrl}${path}`,
        authorization_servers: [appUrl],
        jwks_uri: `${appUrl}/oauth/jwks`,
        scopes_supported: scopes,
        bearer_methods_supported: ["header"],
        resource_name: path === "/mcp" ? "Crossdock's tools" : "Crossdock's API",
        resource_documentation: `${appUrl}/docs/guides`,
      },
      { headers: { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" } },
    );
  };
}
