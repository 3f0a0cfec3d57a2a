import { OauthGrant } from "@crossdock/api/schemas";
import { type Command, UsageError } from "./cli.ts";
import { asCli, partnerIdOf, readScopes } from "./keys.ts";

export const createClient: Command = {
  name: "clients create",
  usage:
    '--name N --scopes "orders:read …"|all --grants "client_credentials authorization_code refresh_token" [--redirect-uri U …] [--partner P] [--public]',
  does: "Registers an OAuth client and prints its client_id and client_secret as one line of JSON.",
  options: ["name", "scopes", "grants", "redirect-uri", "partner"],
  lists: ["redirect-uri"],
  flags: ["public"],
  async run(cli, { values: { name, scopes, grants, partner }, lists, flags }) {
    if (!name || !scopes || !grants) {
      throw new UsageError("--name, --scopes and --grants are needed.");
    }
    const product = await cli.product();
    const caller = asCli(product);
    const partnerId = partner ? await partnerIdOf(product, caller, partner) : undefined;
    const { data: grantable } = await caller.keys.scopes({ partnerId });
    const { id, secret } = await caller.clients.create({
      name,
      scopes: readScopes(scopes, grantable),
      grants: readGrants(grants),
      redirectUris: lists["redirect-uri"] ?? [],
      partnerId,
      public: flags.has("public"),
    });
    cli.print(JSON.stringify({ client_id: id, ...(secret ? { client_secret: secret } : {}) }));
  },
};

export const rotateSigningKeys: Command = {
  name: "oauth rotate-keys",
  usage: "[--now]",
  does: "Makes a new key for access tokens, which signs in ten minutes; with --now at once, and tokens of the old one are refused.",
  options: [],
  flags: ["now"],
  async run(cli, { flags }) {
    const { identity } = await cli.product();
    const { kid, signsFrom } = await identity.oauth.keys.rotate({ atOnce: flags.has("now") });
    cli.print(kid);
    cli.note(`It signs from ${signsFrom.toISOString()} on.`);
  },
};

function readGrants(text: string) {
  const read = OauthGrant.array().safeParse(text.trim().split(/[\s,]+/));
  if (read.success) return read.data;
  throw new UsageError(`The grants are ${OauthGrant.options.join(", ")}.`);
}
