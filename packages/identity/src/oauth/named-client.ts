import type { IncomingMessage } from "node:http";
import { idPattern } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import type { KoaContextWithOIDC, Provider } from "oidc-provider";
import type { OauthClients } from "./clients.ts";

/** The program that a request names, the partner whose it is, and whether the request proved to be of it. */
export type NamedClient = { id: string; partnerId: string | null; isProven: boolean };

type Options = {
  db: Pick<Database, "query">;
  clients: Pick<OauthClients, "secretMatches">;
  onClient: (req: IncomingMessage, client: NamedClient) => void;
};

/**
 * Tells of each request, before it is answered, which program it names; one that was revoked too, so that
 * whoever runs the program sees what was refused. Anybody can name any program, its id is no secret: what
 * proves it is its secret, and of a public one, which has none, that a token was given to it.
 */
export function tellOfClients({ db, clients, onClient }: Options): Parameters<Provider["use"]>[0] {
  return async (ctx, next) => {
    await next();
    const { oidc } = ctx as unknown as Partial<KoaContextWithOIDC>;
    if (!oidc) return;
    const basic = basicOf(ctx.req);
    const named = oidc.client?.clientId ?? oidc.params?.client_id ?? basic?.id;
    if (typeof named !== "string" || !canBeOne(named)) return;
    const secret = oidc.params?.client_secret ?? basic?.secret;
    const isGiven = oidc.route === "token" && ctx.status === 200;
    // What is told is for the log: that it cannot be found takes no answer from anybody.
    const client = await find(named, isGiven, secret).catch(() => null);
    if (client) onClient(ctx.req, client);
  };

  // The secret is looked at here: of a revoked program the provider does not, and it knows the program
  // that a request names before it has seen whether it may.
  async function find(named: string, isGiven: boolean, secret: unknown) {
    const [row] = await db.query<Row>("named-client", byName, [named]);
    if (!row) return null;
    const isSecret = async () =>
      typeof secret === "string" && (await clients.secretMatches(row.id, secret));
    return { ...row, isProven: isGiven || (await isSecret()) };
  }
}

/** The two halves of `Authorization: Basic`, each encoded as in a form (RFC 6749 §2.3.1). */
function basicOf({ headers }: IncomingMessage): { id: string; secret: string } | null {
  const encoded = /^Basic +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (encoded === undefined) return null;
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":", 2);
  const [pair] = new URLSearchParams(`${id}=${secret}`);
  return pair ? { id: pair[0], secret: pair[1] } : null;
}

// Anybody may send anything, and PostgreSQL takes no NUL.
function canBeOne(name: string): boolean {
  return isClientId.test(name) || (/^https?:\/\//.test(name) && URL.canParse(name));
}

const isClientId = idPattern("cli");

type Row = Omit<NamedClient, "isProven">;

const byName = `
  SELECT id, partner_id AS "partnerId" FROM oauth_client WHERE id = $1 OR document_url = $1`;
