import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@crossdock/core";
import type { RecordedTransport } from "@crossdock/telemetry";
import { cspReportsPath } from "./headers.ts";
import { metadataPath } from "./resource-metadata.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** What the log does not keep: what machines ask every few seconds, and the files that each page brings along. */
export type Unrecorded = "health" | "metrics" | "asset";

/** What a mount is called in the log, and who answers. */
export type Mount = { transport: RecordedTransport | Unrecorded; handle: Handler };

/** What whoever watches a process asks, whatever else it does. */
export type Probes = { health: { live: Handler; ready: Handler }; metrics: Handler };

export type Handlers = {
  probes: Probes;
  /** Where machines find the API's documents (RFC 9727). */
  catalog: Handler;
  /** Where browsers tell what a page's policy stopped. */
  cspReports: Handler;
  /** Whom to ask for a token for the API or for MCP (RFC 9728). */
  resourceMetadata: Handler;
  oauth: Handler;
  mcp: Handler;
  /** Product images, uploads and private files; the path is what is below `/files/`. */
  files: (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>;
  /** Where payment providers send buyers back to. */
  paymentReturn: (req: IncomingMessage, res: ServerResponse, paymentId: string) => Promise<void>;
  api: {
    rest: Handler;
    trpc: (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>;
    inbound: (req: IncomingMessage, res: ServerResponse, connector: string) => Promise<void>;
  };
  /** Missing in a process that serves no pages. */
  pages?: Handler;
};

/** Every path of the product and who answers it, on one screen. */
export function createMounts({
  probes,
  catalog,
  cspReports,
  resourceMetadata,
  oauth,
  mcp,
  files,
  paymentReturn,
  api,
  pages,
}: Handlers): (url: string) => Mount {
  return (url) => {
    const path = pathOf(url);
    const probe = probeAt(probes, path);
    if (probe) return probe;
    if (path === "/mcp") return { transport: "mcp", handle: mcp };
    if (path === "/.well-known/api-catalog") return { transport: "other", handle: catalog };
    if (path === cspReportsPath) return { transport: "other", handle: cspReports };
    if (path.startsWith(metadataPath)) return { transport: "other", handle: resourceMetadata };
    if (isOauthPath(path)) return { transport: "oauth", handle: oauth };
    const file = below("/files/", path);
    if (file !== null) return { transport: "file", handle: (req, res) => files(req, res, file) };
    const paymentId = below("/payments/return/", path);
    if (paymentId !== null)
      return { transport: "page", handle: (req, res) => paymentReturn(req, res, paymentId) };
    if (path.startsWith("/api/auth/")) return page(pages);
    if (path.startsWith("/api/")) return apiMount(api, path);
    if (pages && isAsset(path)) return { transport: "asset", handle: pages };
    return page(pages);
  };
}

/** The paths of a process that works jobs alone. */
export function createProbeMounts(probes: Probes): (url: string) => Mount {
  return (url) => probeAt(probes, pathOf(url)) ?? nothing("this address of a worker");
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "/";
}

function probeAt({ health, metrics }: Probes, path: string): Mount | null {
  if (path === "/livez") return { transport: "health", handle: health.live };
  if (path === "/readyz") return { transport: "health", handle: health.ready };
  return path === "/metrics" ? { transport: "metrics", handle: metrics } : null;
}

function isAsset(path: string): boolean {
  return path.startsWith("/_next/static/") || path === "/icon.svg" || path === "/favicon.ico";
}

function isOauthPath(path: string): boolean {
  return path.startsWith("/oauth/") || serverMetadata.test(path);
}

const serverMetadata = /^\/\.well-known\/(oauth-authorization-server|openid-configuration)$/;

function apiMount(api: Handlers["api"], path: string): Mount {
  const procedure = below("/api/trpc/", path);
  if (procedure !== null)
    return { transport: "trpc", handle: (req, res) => api.trpc(req, res, procedure) };
  const connector = below("/api/webhooks/", path);
  if (connector !== null)
    return { transport: "webhook", handle: (req, res) => api.inbound(req, res, connector) };
  // /api/v1, /api/v2, and /api with a version of the caller's choice.
  return { transport: "rest", handle: api.rest };
}

function below(prefix: string, path: string): string | null {
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

function page(pages: Handler | undefined): Mount {
  return pages ? { transport: "page", handle: pages } : nothing("here");
}

function nothing(path: string): Mount {
  return {
    transport: "other",
    handle: () =>
      Promise.reject(new AppError("not_found", { detail: `There is nothing at ${path}.` })),
  };
}
