import { grantableScopes } from "@crossdock/api";
import { bearer, type Caller, stranger } from "./caller.ts";
import { type Role, roleMay } from "./roles.ts";
import { tokenCallers } from "./tokens.ts";
import { type Owner, owners, type World } from "./world.ts";

/** Every kind of caller, with a credential that was just made. */
export async function createCallers(world: World): Promise<Caller[]> {
  return [
    stranger("anonymous", {}),
    ...(await Promise.all([...sessions(world), ...developers(world), ...keys(world)])),
    ...(await spoiltSessions(world)),
    ...(await spoiltKeys(world)),
    ...(await tokenCallers(world)),
  ];
}

const teamRoles = ["owner", "admin", "developer", "operations", "support", "viewer"] as const;

function sessions({ app }: World): Promise<Caller>[] {
  return teamRoles.map(async (role) => {
    const { cookie } = await app.signIn(role);
    return session(`session of ${role}`, cookie, role, owners);
  });
}

function developers({ app, partnerIds }: World): Promise<Caller>[] {
  return (["partnerA", "partnerB"] as const).map(async (owner) => {
    const { id } = await app.as().developers.invite({
      partnerId: partnerIds[owner] ?? "",
      email: `developer-${owner}@example.com`.toLowerCase(),
      name: "Developer",
    });
    const { token } = await app.product.identity.sessions.start(id, here);
    return session(`developer of ${owner}`, `crossdock.session=${token}`, "partner", [owner]);
  });
}

const here = { address: "127.0.0.1", agent: null };

function session(name: string, cookie: string, role: Role, sees: readonly Owner[]): Caller {
  const may = (permission: string) => roleMay(role, permission);
  return { name, headers: { Cookie: cookie }, goodFor: "trpc", may, sees };
}

function keys({ app, partnerIds }: World): Promise<Caller>[] {
  const made = (
    name: string,
    owner: "shop" | "partnerA" | "partnerB",
    scopes: readonly string[] = grantableScopes,
  ): Promise<Caller> =>
    app
      .createKey({ partnerId: owner === "shop" ? undefined : partnerIds[owner], scopes })
      .then((key) => ({
        name,
        headers: { Authorization: `Bearer ${key}` },
        goodFor: "bearer",
        may: (permission) => permission === "any" || scopes.includes(permission),
        sees: owner === "shop" ? owners : [owner],
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
  const { prisma } = app.product.db;
  const scopes = [...grantableScopes];
  const revoked = await keys.create({ name: "revoked", scopes });
  await keys.revoke({ id: revoked.id });
  const { id: partnerId } = await partners.create({ name: "Suspended" });
  const suspended = await keys.create({ name: "suspended", partnerId, scopes });
  await partners.update({ id: partnerId, status: "suspended" });
  const expired = await keys.create({ name: "expired", scopes });
  const longAgo = new Date(Date.now() - 1000);
  await prisma.apiKey.update({ where: { id: expired.id }, data: { expiresAt: longAgo } });
  const empty = await keys.create({ name: "empty", scopes });
  await prisma.apiKey.update({ where: { id: empty.id }, data: { scopes: [] } });
  const elsewhere = await keys.create({
    ...{ name: "elsewhere", scopes, allowedAddresses: ["192.0.2.0/24"] },
  });
  const { key: unknown } = app.product.identity.apiKeys.issue();
  return [
    stranger("revoked key", bearer(revoked.key)),
    stranger("key of a suspended partner", bearer(suspended.key)),
    stranger("expired key", bearer(expired.key)),
    { ...stranger("key for other addresses", bearer(elsewhere.key)), goodFor: "elsewhere" },
    { ...stranger("key without a scope", bearer(empty.key)), goodFor: "bearer", may: isForAny },
    stranger("well-formed key that was never made", bearer(unknown)),
  ];
}

const isForAny = (permission: string) => permission === "any";
