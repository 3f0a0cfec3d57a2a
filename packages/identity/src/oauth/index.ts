import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, type Clock } from "@crossdock/core";
import type { Database, Live } from "@crossdock/db";
import type { HttpClient } from "@crossdock/http";
import type Provider from "oidc-provider";
import type { Vault } from "../vault.ts";
import { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
import { createOauthClients, type OauthClients } from "./clients.ts";
import { createDocuments } from "./documents.ts";
import { createGrants } from "./grants.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { createSigningKeys, type KeySet, type SigningKeys } from "./keys.ts";
import { createLastUsed } from "./last-used.ts";
import type { NamedClient } from "./named-client.ts";
import { allowedMethods } from "./paths.ts";
import type { CustomerOf } from "./policy.ts";
import type { Resources } from "./resources.ts";

/** The OAuth 2.1 server, and the tokens that it gives. */
export type Oauth = {
  /**
   * Answers everything below `/oauth/` and the server's metadata.
   * @param onClient told of the program that the request names, before it is answered, and whether it proved to be it
   */
  handle(
    req: IncomingMessage,
    res: ServerResponse,
    address: string,
    onClient?: (client: NamedClient) => void,
  ): Promise<void>;
  accessTokens: AccessTokens;
  clients: OauthClients;
  keys: SigningKeys;
  interactions: Interactions;
  close(): Promise<void>;
};

export type OauthOptions = {
  db: Database;
  live: Pick<Live, "subscribe" | "publish">;
  /** What the HMACs of clients' secrets are made with. */
  pepper: Buffer;
  /** Signs the cookies of a sign-in that is under way. */
  cookieKey: Buffer;
  vault: Vault;
  clock: Clock;
  /** The public address of the product, without a slash at the end. */
  issuer: string;
  resources: Resources;
  scopes: readonly string[];
  customerScopes: readonly string[];
  customerOf: CustomerOf;
  /** Calls public addresses alone: it is strangers who choose them. */
  http: Pick<HttpClient, "request">;
  onError: (error: Error) => void;
};

export function createOauth(options: OauthOptions): Oauth {
  const { db, clock, issuer, resources, onError } = options;
  const clients = createOauthClients(db, options.pepper, clock);
  const keys = createSigningKeys(options);
  const used = createLastUsed(db, onError);
  const documents = createDocuments(options);
  const grants = createGrants(db, clock);
  const audiences = [...new Set(resources.audiences.values())];
  const accessTokens = createAccessTokens({
    ...options,
    keys,
    audiences,
    onUse: (clientId) => used.note(clientId, clock.now()),
  });
  const cookieSecret = options.cookieKey.toString("hex");
  const { protocol, host } = new URL(issuer);
  const askers = new WeakMap<IncomingMessage, (client: NamedClient) => void>();
  let made: { keySet: KeySet; server: Promise<Server> } | undefined;

  // The provider takes its keys when it is made: other keys, another provider. All else is data.
  async function serving(): Promise<Server> {
    const keySet = await keys.current();
    if (!made || !isSame(made.keySet, keySet)) made = { keySet, server: make(keySet) };
    return made.server;
  }

  async function make(keySet: KeySet): Promise<Server> {
    // Loaded at the first use: it takes longer than all the rest of a start.
    const { createProvider } = await import("./provider.ts");
    const provider = createProvider({
      ...{ ...options, clients, accessTokens, documents, grants },
      ...{ keySet, cookieSecret },
      onClient: (req, client) => askers.get(req)?.(client),
    });
    provider.onerror = onError;
    provider.on("server_error", (_ctx, error) => onError(error));
    return { provider, answer: provider.callback() };
  }

  return {
    async handle(req, res, address, onClient) {
      refuseUnknown(req);
      if (onClient) askers.set(req, onClient);
      // The address that others reach us by is known: no header can put another into our answers.
      req.headers.host = host;
      req.headers["x-forwarded-proto"] = protocol.slice(0, -1);
      req.headers["x-forwarded-for"] = address;
      delete req.headers["x-forwarded-host"];
      const { answer } = await serving();
      await answer(req, res);
    },
    accessTokens,
    clients,
    keys,
    interactions: createInteractions({
      ...{ clients, documents, grants },
      provider: async () => (await serving()).provider,
    }),
    async close() {
      accessTokens.close();
      keys.close();
      await used.close();
    },
  };
}

type Server = {
  provider: Provider;
  answer(req: IncomingMessage, res: ServerResponse): Promise<void>;
};

function isSame(one: KeySet, other: KeySet): boolean {
  const kids = (set: KeySet) => set.keys.map(({ kid }) => kid).join();
  return one === other || (one.signingKid === other.signingKid && kids(one) === kids(other));
}

/** @throws AppError `not_found`, `method_not_allowed` */
function refuseUnknown({ url = "", method = "" }: IncomingMessage): void {
  const methods = allowedMethods(url.split("?", 1)[0] ?? "");
  if (!methods) throw new AppError("not_found");
  if (methods.includes(method)) return;
  const detail = `This address takes ${methods.join(", ")}.`;
  throw new AppError("method_not_allowed", { detail });
}
