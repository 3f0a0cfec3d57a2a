import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@crossdock/core";
import { answerJson } from "./answer.ts";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** What a mount is called in the counts, and who answers. */
export type Mount = { transport: string; handle: Handler };

export type Handlers = {
  ready: () => Promise<boolean>;
  api: {
    rest: Handler;
    trpc: (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>;
    inbound: (req: IncomingMessage, res: ServerResponse, connector: string) => Promise<void>;
  };
  /** Missing in a process that serves no pages. */
  pages?: Handler;
};

/** Every path of the product and who answers it, on one screen. */
export function createMounts({ ready, api, pages }: Handlers): (url: string) => Mount {
  return (url) => {
    const path = url.split("?", 1)[0] ?? "/";
    if (path === "/livez") return health(async () => true);
    if (path === "/readyz") return health(ready);
    if (path.startsWith("/api/auth/")) return page(pages);
    if (path.startsWith("/api/")) return apiMount(api, path);
    return page(pages);
  };
}

function apiMount(api: Handlers["api"], path: string): Mount {
  if (path === "/api/v1" || path.startsWith("/api/v1/"))
    return { transport: "rest", handle: api.rest };
  const procedure = below("/api/trpc/", path);
  if (procedure) return { transport: "trpc", handle: (req, res) => api.trpc(req, res, procedure) };
  const connector = below("/api/webhooks/", path);
  if (connector)
    return { transport: "webhook", handle: (req, res) => api.inbound(req, res, connector) };
  return nothing(path);
}

function below(prefix: string, path: string): string | null {
  return path.startsWith(prefix) ? path.slice(prefix.length) : null;
}

function health(check: () => Promise<boolean>): Mount {
  return {
    transport: "health",
    async handle(_req, res) {
      const ok = await check();
      answerJson(res, ok ? 200 : 503, { status: ok ? "pass" : "fail" });
    },
  };
}

function page(pages: Handler | undefined): Mount {
  return pages ? { transport: "page", handle: pages } : nothing("here");
}

function nothing(path: string): Mount {
  return {
    transport: "none",
    handle: () =>
      Promise.reject(new AppError("not_found", { detail: `There is nothing at ${path}.` })),
  };
}
