import { type Clock, defaultLimits, newId } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import type { HttpClient } from "@crossdock/http";
import { LRUCache } from "lru-cache";
import type { Configuration } from "oidc-provider";
import { createMemoryStore } from "../limits/memory-store.ts";
import { networkOf } from "../network.ts";

/** Programs that nobody registered: their id is the address of a document in which they describe themselves. */
export type Documents = {
  feature: NonNullable<NonNullable<Configuration["features"]>["clientIdMetadataDocument"]>;
  fetch: NonNullable<Configuration["fetch"]>;
  /** Notes a program that a customer allowed something, so that the shop sees it and can revoke it. */
  register(client: Described | undefined): Promise<void>;
};

type Described = {
  clientId: string;
  clientName?: string | undefined;
  redirectUris?: readonly string[] | undefined;
};

export type DocumentsOptions = {
  db: Database;
  clock: Clock;
  /** Calls public addresses alone: it is strangers who choose them. */
  http: Pick<HttpClient, "request">;
  customerScopes: readonly string[];
};

/** Whether a client's id is the address of its document. */
export function isDocument(clientId: string): boolean {
  return clientId.startsWith("https://");
}

export function createDocuments({ db, clock, http, customerScopes }: DocumentsOptions): Documents {
  const fetches = createMemoryStore();
  // What could not be had is not asked for again at once: one request makes the provider try twice.
  const failed = new LRUCache<string, true>({ max: 1000, ttl: 10_000 });

  return {
    feature: {
      enabled: true,
      ack: "draft-02",
      cacheDuration: { min: 60, max: 86_400 },
      // Whoever asks makes us call somebody: not without end.
      allowFetch: async (ctx, clientId) =>
        !failed.has(clientId) && fetches.take(networkOf(ctx.ip), 1, fetchesMax).admitted,
      async allowClient(_ctx, { clientId }) {
        const where = { documentUrl: clientId, revokedAt: { not: null } };
        return (await db.prisma.oauthClient.count({ where })) === 0;
      },
    },
    async fetch(url) {
      failed.set(String(url), true);
      const { status, headers, body } = await http.request({
        method: "GET",
        url: String(url),
        headers: { accept: "application/json" },
        deadlineMs: 2500,
        maxBytes: 5 * 1024,
      });
      const cacheControl = headers["cache-control"];
      const text = status === 200 ? reduced(body) : null;
      if (text !== null) failed.delete(String(url));
      return new Response(text, {
        status,
        headers: typeof cacheControl === "string" ? { "cache-control": cacheControl } : {},
      });
    },
    async register(client) {
      if (!client) return;
      const { clientId, clientName = clientId, redirectUris = [] } = client;
      const facts = { name: clientName.slice(0, 200), redirectUris: [...redirectUris] };
      await db.prisma.oauthClient.upsert({
        where: { documentUrl: clientId },
        update: facts,
        create: {
          ...facts,
          id: newId("cli", clock.now()),
          documentUrl: clientId,
          public: true,
          grants: ["authorization_code", "refresh_token"],
          scopes: [...customerScopes],
          limits: defaultLimits,
          createdAt: clock.now(),
        },
      });
    },
  };
}

const fetchesMax = [{ seconds: 60, max: 30 }];

// Of what a document says, what this server means: the code flow for a program without a secret. A
// secret is passed on, for the provider to refuse it.
function reduced(body: Buffer): string {
  const document: Record<string, unknown> = Object(JSON.parse(body.toString("utf8")));
  const uris = Array.isArray(document.redirect_uris) ? document.redirect_uris.map(String) : [];
  const { client_id, client_name, client_secret, token_endpoint_auth_method } = document;
  return JSON.stringify({
    ...{ client_id, client_name, client_secret, token_endpoint_auth_method },
    redirect_uris: uris.filter(isSafe),
    application_type: uris.every((uri) => uri.startsWith("https:")) ? "web" : "native",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    response_modes: ["query"],
  });
}

/** https, or this very machine: other schemes belong to whichever program claimed them last. */
function isSafe(uri: string): boolean {
  const url = URL.parse(uri);
  if (url?.protocol === "https:") return true;
  return url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}
