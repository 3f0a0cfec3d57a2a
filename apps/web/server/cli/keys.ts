import { type Caller, callAs } from "@crossdock/api";
import { systemPrincipal, unlimited } from "@crossdock/core";
import { isWellFormed } from "@crossdock/identity";
import type { Product } from "../product.ts";
import { type Command, UsageError } from "./cli.ts";

export const createKey: Command = {
  name: "keys create",
  usage:
    '--name N --scopes "orders:read …"|all [--partner P] [--rate N|unlimited] [--api-version V] [--expires DAYS|never]',
  does: "Prints a new API key. A partner is found by id or name, and made where the name is new; without a version the key follows the newest, without an end it lasts a year.",
  options: ["name", "scopes", "partner", "rate", "api-version", "expires"],
  async run(cli, { values: { name, scopes, partner, rate, expires, "api-version": apiVersion } }) {
    if (!name || !scopes) throw new UsageError("--name and --scopes are needed.");
    const expiresAt = expires === undefined ? undefined : readEnd(expires);
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
      expiresAt,
    });
    cli.print(key);
  },
};

export const listKeys: Command = {
  name: "keys list",
  usage: "",
  does: "Prints every API key, newest first: id, state, what to recognise it by, last use, owner, name.",
  options: [],
  async run(cli) {
    const caller = asCli(await cli.product());
    let cursor: string | undefined;
    do {
      const page = await caller.keys.list({ limit: 100, cursor });
      for (const key of page.data) {
        const { id, state, hint, lastUsedAt, partnerId, name } = key;
        const owner = partnerId ?? "the shop";
        cli.print([id, state, hint, lastUsedAt ?? "never used", owner, name].join("\t"));
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  },
};

export const rotateKey: Command = {
  name: "keys rotate",
  usage: "ID [--overlap SECONDS]",
  does: "Prints the API key that takes over. The old one goes on working for the overlap: a day, where none is given.",
  options: ["overlap"],
  async run(cli, { positionals: [id], values: { overlap } }) {
    if (!id) throw new UsageError("Name the key by its id.");
    if (overlap !== undefined && !/^\d+$/.test(overlap)) {
      throw new UsageError("--overlap is a number of seconds, such as 3600.");
    }
    const overlapSeconds = overlap === undefined ? undefined : Number(overlap);
    const { key } = await asCli(await cli.product()).keys.rotate({ id, overlapSeconds });
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

export function readScopes(text: string, grantable: string[]): string[] {
  if (text.trim() === "all") return grantable;
  const names = text.trim().split(/[\s,]+/);
  const scopes = grantable.filter((scope) => names.includes(scope));
  const unknown = names.filter((name) => !scopes.some((scope) => scope === name));
  if (unknown.length === 0) return scopes;
  throw new UsageError(
    `${unknown.join(", ")} cannot be granted here. What can be: all ${grantable.join(" ")}`,
  );
}

function readEnd(text: string): string | null {
  if (text === "never") return null;
  if (!/^[1-9]\d{0,4}$/.test(text)) {
    throw new UsageError("--expires is a number of days, such as 90, or never.");
  }
  return new Date(Date.now() + Number(text) * 86_400_000).toISOString();
}

export async function partnerIdOf(
  { db }: Product,
  caller: Caller,
  partner: string,
): Promise<string> {
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
