import type { UserPrincipal } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, tally, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const day = 24 * 3_600_000;
const tokenOf = (loginLink: string) => new URL(loginLink).searchParams.get("token") ?? "";

let serial = 0;
type Role = Parameters<ReturnType<TestProduct["as"]>["users"]["create"]>[0]["role"];

async function add(role: Role) {
  serial += 1;
  return product.as().users.create({ email: `u${serial}@example.com`, name: `U${serial}`, role });
}

const as = (member: { id: string }, role: string) =>
  product.as({ ...(userOf(role) as UserPrincipal), id: member.id });

test("a new member gets a link that signs in once", async () => {
  const { loginLink, ...member } = await add("support");
  expect(member).toMatchObject({ role: "support", status: "active" });
  expect(Object.keys(member)).not.toContain("passwordHash");
  const token = tokenOf(loginLink);
  const { signIn } = product.services.identity;
  expect(await signIn.byLink(token)).toMatchObject({ userId: member.id, role: "support" });
  expect(await signIn.byLink(token)).toBeNull();
});

test("the team is listed without what only the sign-in may see", async () => {
  const member = await add("viewer");
  await as(member, "viewer").me.setPassword({ password: "correct horse battery" });
  const { data } = await product.as().users.list({});
  expect(JSON.stringify(data)).not.toContain("argon2");
  expect(data.map(({ id }) => id)).toContain(member.id);
});

test("an address belongs to one member, in whatever case", async () => {
  const { email } = await add("viewer");
  const twice = product
    .as()
    .users.create({ email: email.toUpperCase(), name: "x", role: "viewer" });
  expect(await outcomeOf(twice)).toBe("conflict");
});

test("only an owner makes, changes or removes an owner", async () => {
  const [owner, admin] = [await add("owner"), await add("admin")];
  const { users } = as(admin, "admin");
  const made = users.create({ email: "evil@example.com", name: "x", role: "owner" });
  expect(await outcomeOf(made)).toBe("forbidden");
  expect(await outcomeOf(users.update({ id: admin.id, role: "owner" }))).toBe("forbidden");
  expect(await outcomeOf(users.update({ id: owner.id, role: "viewer" }))).toBe("forbidden");
  expect(await outcomeOf(users.update({ id: owner.id, status: "disabled" }))).toBe("forbidden");
  expect(await outcomeOf(users.update({ id: owner.id, name: "Renamed" }))).toBe("forbidden");
  expect(
    await outcomeOf(users.create({ email: "ok@example.com", name: "x", role: "viewer" })),
  ).toBe("ok");
});

test("two owners who demote each other at once: one stays", async () => {
  for (let round = 0; round < 3; round++) {
    await product.db.prisma.user.updateMany({ data: { role: "viewer" } });
    const [one, other] = [await add("viewer"), await add("viewer")];
    const ids = { in: [one.id, other.id] };
    await product.db.prisma.user.updateMany({ where: { id: ids }, data: { role: "owner" } });
    const outcomes = await Promise.all([
      outcomeOf(as(one, "owner").users.update({ id: other.id, role: "admin" })),
      outcomeOf(as(other, "owner").users.update({ id: one.id, role: "admin" })),
    ]);
    expect(tally(outcomes)).toEqual({ ok: 1, conflict: 1 });
    expect(await product.db.prisma.user.count({ where: { role: "owner" } })).toBe(1);
  }
});

test("the last owner is neither demoted nor disabled", async () => {
  await product.db.prisma.user.updateMany({ data: { role: "viewer" } });
  const owner = await add("viewer");
  await product.db.prisma.user.update({ where: { id: owner.id }, data: { role: "owner" } });
  const { users } = as(owner, "owner");
  expect(await outcomeOf(users.update({ id: owner.id, role: "admin" }))).toBe("conflict");
  expect(await outcomeOf(users.update({ id: owner.id, status: "disabled" }))).toBe("conflict");
  expect(await outcomeOf(users.update({ id: owner.id, name: "New name" }))).toBe("ok");
});

test("an invitation is good for seven days, mailed, and open until the first sign-in", async () => {
  const { loginLink, ...member } = await add("support");
  expect(member.lastSignInAt).toBeNull();
  const listed = async () =>
    (await product.as().users.list({})).data.find(({ id }) => id === member.id);
  product.clock.set(new Date(product.clock.now().getTime() + 6.9 * day));
  expect((await listed())?.lastSignInAt).toBeNull();
  const { signIn } = product.services.identity;
  const password = "chosen at the first sign-in";
  expect(await signIn.byLink(tokenOf(loginLink), { password })).toHaveProperty("token");
  expect((await listed())?.lastSignInAt).toBe(product.clock.now().toISOString());
  const credentials = { email: member.email, password, address: "192.0.2.1" };
  expect(await signIn.byPassword(credentials)).toMatchObject({ userId: member.id });
  const [mail] = (await product.as().notifications.list({ to: member.email })).data;
  expect(mail).toMatchObject({ template: "invitation" });
});

test("a link that is no invitation any more sets no password", async () => {
  const { id, email } = await add("support");
  const { sessions, signIn } = product.services.identity;
  await sessions.start(id);
  const { token } = await sessions.createLink(id);
  const password = "of somebody with the link";
  expect(await signIn.byLink(token, { password })).toHaveProperty("token");
  expect(await signIn.byPassword({ email, password, address: "192.0.2.2" })).toBeNull();
});

test("an invitation is sent anew in place of the one before, and taken back", async () => {
  const first = await add("support");
  const again = await product.as().users.resendInvitation({ id: first.id });
  const { signIn } = product.services.identity;
  expect(await signIn.byLink(tokenOf(first.loginLink))).toBeNull();
  await product.as().users.cancelInvitation({ id: first.id });
  expect(await signIn.byLink(tokenOf(again.loginLink))).toBeNull();
  const anew = { email: first.email, name: "Anew", role: "viewer" as const };
  expect(await outcomeOf(product.as().users.create(anew))).toBe("ok");
});

test("who has signed in is no guest: neither invited anew nor taken back", async () => {
  const { id, loginLink } = await add("support");
  await product.services.identity.signIn.byLink(tokenOf(loginLink));
  const { users } = product.as();
  expect(await outcomeOf(users.resendInvitation({ id }))).toBe("conflict");
  expect(await outcomeOf(users.cancelInvitation({ id }))).toBe("conflict");
});

test("a member is signed out everywhere, and helped with a lost device", async () => {
  const { id } = await add("support");
  const { sessions } = product.services.identity;
  const { token } = await sessions.start(id);
  await product.as().users.endSessions({ id });
  expect(await sessions.read(token)).toBeNull();
  expect(await outcomeOf(product.as().users.resetSecondFactor({ id }))).toBe("conflict");
});

test("an admin does none of it to an owner", async () => {
  const [{ id }, admin] = [await add("owner"), await add("admin")];
  const { users } = as(admin, "admin");
  const steps = [
    users.endSessions,
    users.resetSecondFactor,
    users.resendInvitation,
    users.cancelInvitation,
  ];
  for (const step of steps) expect(await outcomeOf(step({ id }))).toBe("forbidden");
});

test("a disabled member is out at once, and stays out", async () => {
  const member = await add("support");
  await as(member, "support").me.setPassword({ password: "correct horse battery" });
  const { sessions, signIn } = product.services.identity;
  const { token } = await sessions.start(member.id);
  const link = await sessions.createLink(member.id);
  expect(await sessions.read(token)).toMatchObject({ id: member.id });
  await product.as().users.create({ email: "boss@example.com", name: "Boss", role: "owner" });
  await product.as().users.update({ id: member.id, status: "disabled" });
  expect(await sessions.read(token)).toBeNull();
  expect(await signIn.byLink(link.token)).toBeNull();
  const { email } = member;
  const credentials = { email, password: "correct horse battery", address: "127.0.0.1" };
  expect(await signIn.byPassword(credentials)).toBeNull();
  await product.as().users.update({ id: member.id, status: "active" });
  expect(await sessions.read(token), "the session of before stays over").toBeNull();
});

test("a role that was changed counts from the next call on", async () => {
  const member = await add("viewer");
  const { sessions } = product.services.identity;
  const { token } = await sessions.start(member.id);
  expect((await sessions.read(token))?.permissions.has("orders:write")).toBe(false);
  await product.as().users.update({ id: member.id, role: "operations" });
  expect((await sessions.read(token))?.permissions.has("orders:write")).toBe(true);
});
