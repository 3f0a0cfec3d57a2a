import { grantableScopes } from "@crossdock/api";
import { type Role, roleMay } from "./expected.ts";
import type { Owner, World } from "./world.ts";

export type Transport = "trpc" | "rest" | "mcp";

/** Somebody who calls, and what the table says of them. */
export type Caller = {
  name: string;
  /** What carries the credential. */
  headers: Record<string, string>;
  /** Where the credential is good; everywhere else the answer is 401. */
  goodFor: Transport | "bearer" | "nothing";
  may(permission: string): boolean;
  /** Whose rows the caller sees. */
  sees: readonly Owner[];
};

/** Every kind of caller, with a credential that was just made. */
export async function createCallers(world: World): Promise<Caller[]> {
  return [
    stranger("anonymous", {}),
    ...(await Promise.all([...sessions(world), ...keys(world)])),
    ...(await spoiltSessions(world)),
    ...(await spoiltKeys(world)),
  ];
}

const everybody: readonly Owner[] = ["shop", "partnerA", "partnerB"];
const teamRoles = ["owner", "admin", "developer", "operations", "support", "viewer"] as const;

function sessions({ app }: World): Promise<Caller>[] {
  return teamRoles.map(async (role) => {
    const { cookie } = await app.signIn(role);
    return session(`session of ${role}`, cookie, role, everybody);
  });
}

function session(name: string, cookie: string, role: Role, sees: readonly Owner[]): Caller {
  const may = (permission: string) => roleMay(role, permission);
  return { name, headers: { Cookie: cookie }, goodFor: "trpc", may, sees };
}

function keys({ app, partnerIds }: World): Promise<Caller>[] {
  const made = (
    name: string,
    owner: Owner,
    scopes: readonly string[] = grantableScopes,
  ): Promise<Caller> =>
    app.createKey({ partnerId: partnerIds[owner], scopes }).then((key) => ({
      name,
      headers: { Authorization: `Bearer ${key}` },
      goodFor: "bearer",
      may: (permission) => permission === "any" || scopes.includes(permission),
      sees: owner === "shop" ? everybody : [owner],
    }));
  return [
    made("key of the shop", "shop"),
    made("key of partner A", "partnerA"),
    made("key of partner B", "partnerB"),
    made("key of partner A that only reads", "partnerA", readsOnly),
    made("key of partner A without orders", "partnerA", withoutOrders),
    made("key with one scope", "shop", ["inventory:read"]),
  ];
}

const readsOnly = grantableScopes.filter((scope) => scope.endsWith(":read"));
const withoutOrders = grantableScopes.filter((scope) => !scope.startsWith("orders:"));

async function spoiltSessions({ app }: World): Promise<Caller[]> {
  const { prisma } = app.product.db;
  const disabled = await app.signIn("admin");
  await app.as().users.update({ id: disabled.userId, status: "disabled" });
  const signedOut = await app.signIn("admin");
  await app.product.identity.sessions.end(signedOut.cookie.split("=")[1] ?? "");
  const idle = await app.signIn("admin");
  const longAgo = new Date(Date.now() - 3 * 3_600_000);
  await prisma.session.updateMany({
    where: { userId: idle.userId },
    data: { lastSeenAt: longAgo },
  });
  return [
    stranger("session of a disabled member", { Cookie: disabled.cookie }),
    stranger("session that was ended", { Cookie: signedOut.cookie }),
    stranger("session that was left idle", { Cookie: idle.cookie }),
  ];
}

async function spoiltKeys({ app }: World): Promise<Caller[]> {
  const { keys, partners } = app.as();
  const scopes = [...grantableScopes];
  const revoked = await keys.create({ name: "revoked", scopes });
  await keys.revoke({ id: revoked.id });
  const { id: partnerId } = await partners.create({ name: "Suspended" });
  const suspended = await keys.create({ name: "suspended", partnerId, scopes });
  await partners.update({ id: partnerId, status: "suspended" });
  const { key: unknown } = app.product.identity.apiKeys.issue();
  return [
    stranger("revoked key", bearer(revoked.key)),
    stranger("key of a suspended partner", bearer(suspended.key)),
    stranger("well-formed key that was never made", bearer(unknown)),
  ];
}

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** Somebody whose credential is good nowhere. */
function stranger(name: string, headers: Record<string, string>): Caller {
  return { name, headers, goodFor: "nothing", may: () => false, sees: [] };
}
