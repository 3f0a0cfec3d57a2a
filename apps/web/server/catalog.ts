import type { IncomingMessage, ServerResponse } from "node:http";
import { apiCatalog } from "./public-api.ts";

const path = "/.well-known/api-catalog";

/** `/.well-known/api-catalog` (RFC 9727): the API's versions, with their documents. */
export function createCatalog(appUrl: string) {
  const body = apiCatalog(appUrl);
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const isRead = req.method === "GET" || req.method === "HEAD";
    res.writeHead(isRead ? 200 : 405, {
      ...(isRead ? {} : { Allow: "GET, HEAD" }),
      "Content-Type": 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
      "Content-Length": isRead ? Buffer.byteLength(body) : 0,
      "Cache-Control": "public, max-age=3600",
      Link: `<${path}>; rel="api-catalog"`,
    });
    res.end(req.method === "GET" ? body : undefined);
  };
}
