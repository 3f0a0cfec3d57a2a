import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { ServedVersion } from "@crossdock/adapters";
import { appRouter, createCustomerAccess, readSharedProduct, versions } from "@crossdock/api";
import { newId } from "@crossdock/core";
import { createAuth } from "./auth.ts";
import type { CallerOf } from "./caller-of.ts";
import { createSiteCheck, isUnsafe } from "./foreign-sites.ts";
import { pageHeaders } from "./headers.ts";
import { openApi } from "./openapi.ts";
import type { Product } from "./product.ts";
import { served } from "./public-api.ts";
import { factsOf, type RequestFacts, recordedPrincipal } from "./requests/facts.ts";
import { publishRuntime } from "./runtime.ts";
import { sessionContext } from "./sessions.ts";
import { createTestPay } from "./test-pay.ts";

// Next's types tell of a default export; its CommonJS module is that function itself.
const next: typeof import("next").default = createRequire(import.meta.url)("next");

/** The dashboard, the sign-in pages and the portal: everything that Next serves. */
export async function createPages(product: Product, callerOf: CallerOf, dev: boolean) {
  const serving = new AsyncLocalStorage<RequestFacts>();
  publishRuntime({
    router: appRouter,
    async contextFor(token) {
      const facts = serving.getStore();
      const requestId = facts?.requestId ?? newId("req", product.clock.now());
      const context = await sessionContext(product, token, requestId);
      // Pages ask who is signed in: the log need not.
      if (facts) facts.principal = recordedPrincipal(context.principal);
      return context;
    },
    auth: createAuth(product),
    customers: createCustomerAccess(product),
    consent: product.identity.oauth.interactions,
    testPay: createTestPay(product),
    sharedProduct: (handle) => readSharedProduct(product, handle),
    versions: served.map(toFacts),
    openapi: (version) => openApi.get(version),
    changes: changesOf,
    appUrl: product.appUrl,
    authSecret: product.authSecret,
  });
  const app = next({ dev, dir: fileURLToPath(new URL("..", import.meta.url)), quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  const refuseForeignSites = createSiteCheck(product.appUrl);

  return {
    async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
      if (isUnsafe(req)) refuseForeignSites(req);
      const nonce = randomBytes(16).toString("base64");
      const headers = pageHeaders(nonce, dev);
      // Next puts the nonce of the request's policy on its own scripts, the layout on style elements.
      req.headers["content-security-policy"] = headers["Content-Security-Policy"];
      req.headers["x-nonce"] = nonce;
      req.headers["x-client-address"] = callerOf.address(req);
      // Next says itself how long each thing of a page may be kept.
      res.removeHeader("Cache-Control");
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      await serving.run(factsOf(req), () => handle(req, res));
    },
    close: () => app.close(),
  };
}

/** The facts alone: an older version has its changes beside them, which no browser can take. */
function toFacts({ facts: { name, released, deprecated, sunset, docs } }: ServedVersion) {
  return { name, released, deprecated, sunset, docs };
}

function changesOf(version: string) {
  const { changes = {} } = versions.older.find(({ name }) => name === version) ?? {};
  return Object.entries(changes).map(([operation, { summary }]) => ({ operation, summary }));
}
