import { type Caller, callAs } from "@crossdock/api";
import { systemPrincipal, unlimited } from "@crossdock/core";
import { isWellFormed } from "@crossdock/identity";
import type { Product } from "../product.ts";
import { type Command, UsageError } from "./cli.ts";

export const createKey: Command = {
  name: "keys create",
  usage:
    '--name N --scopes "orders:read …"|all [--partner P] [--rate N|unlimited] [--api-version V]',
  does: "Prints a new API key. A partner is found by id or name, and made where the name is new; without a version the key follows the newest.",
  options: ["name", "scopes", "partner", "rate", "api-version"],
  async run(cli, { values: { name, scopes, partner, rate, "api-version": apiVersion } }) {
    if (!name || !scopes) throw new UsageError("--name and --scopes are needed.");
    const product = await cli.product();
    const caller = asCli(product);
    const partnerId = partner ? await partnerIdOf(product, caller, partner) : undefined;
    const { data: grantable } = await caller.keys.scopes({ partnerId });
    const { key } = await caller.keys.create({
      name,
      scopes: readScopes(scopes, grantable),
      partnerId,
      ...(rate ? { limits: rate === "unlimited" ? unlimited : { perMinute: Number(rate) } } : {}),
      apiVersion,
    });
    cli.print(key);
  },
};

export const revokeKey: Command = {
  name: "keys revoke",
  usage: "ID|KEY",
  does: "Revokes an API key; it is refused within a second.",
  options: [],
  async run(cli, { positionals: [given] }) {
    if (!given) throw new UsageError("Name the key by its id, or give the key itself.");
    const product = await cli.product();
    const id = isWellFormed(given) ? await idOfKey(product, given) : given;
    await asCli(product).keys.revoke({ id });
    cli.note(`${id} is revoked.`);
  },
};

/** The procedures, called for the person at the command line. */
export function asCli(product: Product): Caller {
  return callAs(product, systemPrincipal("cli"), "cli");
}

function readScopes(text: string, grantable: string[]): string[] {
  if (text.trim() === "all") return grantable;
  const names = text.trim().split(/[\s,]+/);
  const scopes = grantable.filter((scope) => names.includes(scope));
  const unknown = names.filter((name) => !scopes.some((scope) => scope === name));
  if (unknown.length === 0) return scopes;
  throw new UsageError(
    `${unknown.join(", ")} cannot be granted here. What can be: all ${grantable.join(" ")}`,
  );
}

async function partnerIdOf({ db }: Product, caller: Caller, partner: string): Promise<string> {
  const found = await db.prisma.partner.findFirst({
    where: { OR: [{ id: partner }, { name: partner }] },
  });
  return found?.id ?? (await caller.partners.create({ name: partner })).id;
}

async function idOfKey({ db, identity }: Product, key: string): Promise<string> {
  const row = await db.prisma.apiKey.findUnique({ where: { hash: identity.apiKeys.hash(key) } });
  if (!row) throw new UsageError("There is no such key.");
  return row.id;
}
