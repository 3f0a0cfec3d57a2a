import type { IncomingMessage } from "node:http";
import { idPattern } from "@crossdock/core";
import type { Database } from "@crossdock/db";
import type { KoaContextWithOIDC, Provider } from "oidc-provider";

/** The program that a request names, and the partner whose it is. */
export type NamedClient = { id: string; partnerId: string | null };

/**
 * Tells of each request, before it is answered, which program it names: whether it proved to be it or
 * not, and one that was revoked too, so that whoever runs the program sees what was refused.
 */
export function tellOfClients(
  db: Pick<Database, "query">,
  tell: (req: IncomingMessage, client: NamedClient) => void,
): Parameters<Provider["use"]>[0] {
  return async (ctx, next) => {
    await next();
    const { oidc } = ctx as unknown as Partial<KoaContextWithOIDC>;
    if (!oidc) return;
    const named = oidc.client?.clientId ?? oidc.params?.client_id ?? userOf(ctx.req);
    if (typeof named !== "string" || !canBeOne(named)) return;
    // What is told is for the log: that it cannot be found takes no answer from anybody.
    const [client] = await db.query<NamedClient>("named-client", byName, [named]).catch(() => []);
    if (client) tell(ctx.req, client);
  };
}

/** The user of `Authorization: Basic`; our ids have nothing that would be encoded there. */
function userOf({ headers }: IncomingMessage): string | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  return Buffer.from(encoded, "base64").toString("utf8").split(":", 1)[0];
}

// Anybody may send anything, and PostgreSQL takes no NUL.
function canBeOne(name: string): boolean {
  return isClientId.test(name) || (/^https?:\/\//.test(name) && URL.canParse(name));
}

const isClientId = idPattern("cli");

const byName = `
  SELECT id, partner_id AS "partnerId" FROM oauth_client WHERE id = $1 OR document_url = $1`;
