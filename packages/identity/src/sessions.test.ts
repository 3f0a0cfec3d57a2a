import { afterAll, beforeAll, expect, test } from "vitest";
import { createSessions, type Sessions } from "./sessions.ts";
import { createTestWorld, type TestWorld } from "./testing.ts";

const minute = 60_000;
const hour = 60 * minute;

let world: TestWorld;
let sessions: Sessions;
beforeAll(async () => {
  world = await createTestWorld();
  const permissionsOf = (role: string) => new Set([`${role}:read`]);
  sessions = createSessions({ ...world, permissionsOf });
});
afterAll(() => world.close());

test("a session is read as its user, with what the role allows now", async () => {
  const id = await world.addUser("a@example.com");
  const { token } = await sessions.start(id);
  expect(await sessions.read(token)).toMatchObject({
    ...{ kind: "user", id, role: "viewer", partnerId: null },
    permissions: new Set(["viewer:read"]),
  });
  await world.db.prisma.user.update({ where: { id }, data: { role: "admin" } });
  expect((await sessions.read(token))?.permissions).toEqual(new Set(["admin:read"]));
});

test("the token is not in the database", async () => {
  const { token } = await sessions.start(await world.addUser("t@example.com"));
  expect(JSON.stringify(await world.db.prisma.session.findMany())).not.toContain(token);
  expect(await sessions.read(`${token}x`)).toBeNull();
});

test("a session ends after two hours without a call, not while there are some", async () => {
  const { token } = await sessions.start(await world.addUser("idle@example.com"));
  for (let call = 0; call < 3; call++) {
    world.pass(1.9 * hour);
    expect(await sessions.read(token)).not.toBeNull();
  }
  world.pass(2 * hour);
  expect(await sessions.read(token)).toBeNull();
});

test("a session ends after twelve hours, however busy", async () => {
  const { token } = await sessions.start(await world.addUser("busy@example.com"));
  for (let call = 0; call < 11; call++) {
    world.pass(hour);
    expect(await sessions.read(token)).not.toBeNull();
  }
  world.pass(hour);
  expect(await sessions.read(token)).toBeNull();
});

test("signing out ends this session and no other", async () => {
  const id = await world.addUser("out@example.com");
  const [one, other] = [await sessions.start(id), await sessions.start(id)];
  await sessions.end(one.token);
  expect(await sessions.read(one.token)).toBeNull();
  expect(await sessions.read(other.token)).not.toBeNull();
});

test("a link is used once, also by twenty browsers at once", async () => {
  const userId = await world.addUser("link@example.com");
  const { token } = await sessions.createLink(userId);
  const used = await Promise.all(Array.from({ length: 20 }, () => sessions.useLink(token)));
  expect(used.filter((user) => user !== null)).toEqual([{ userId }]);
});

test("a link is good for an hour", async () => {
  const userId = await world.addUser("hour@example.com");
  const { token } = await sessions.createLink(userId);
  world.pass(hour);
  expect(await sessions.useLink(token)).toBeNull();
});

test("a link of a transaction that is undone does not exist", async () => {
  const userId = await world.addUser("undone@example.com");
  let token = "";
  const undone = world.db.transaction(async (tx) => {
    token = (await sessions.createLink(userId, tx)).token;
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await sessions.useLink(token)).toBeNull();
});

test("with one link all others of its user are used up", async () => {
  const userId = await world.addUser("links@example.com");
  const [one, other] = [await sessions.createLink(userId), await sessions.createLink(userId)];
  expect(await sessions.useLink(one.token)).toEqual({ userId });
  expect(await sessions.useLink(other.token)).toBeNull();
});

test("a link is an invitation until its user has signed in, and looking does not use it up", async () => {
  const userId = await world.addUser("guest@example.com");
  const { token } = await sessions.createLink(userId, world.db.prisma, 7 * 24);
  world.pass(6 * 24 * hour);
  expect(await sessions.readLink(token)).toEqual({ userId, invitation: true });
  await sessions.start(userId);
  expect(await sessions.readLink(token)).toEqual({ userId, invitation: false });
  expect(await sessions.useLink(token)).toEqual({ userId });
  expect(await sessions.readLink(token)).toBeNull();
});

test("the sessions of a user tell where they are, and end all at once but one", async () => {
  const id = await world.addUser("many@example.com");
  const here = await sessions.start(id, { address: "192.0.2.1", userAgent: "Firefox" });
  world.pass(minute);
  const there = await sessions.start(id, { address: "192.0.2.2", userAgent: "x".repeat(9000) });
  const { token: link } = await sessions.createLink(id);
  const listed = await sessions.list(id);
  expect(listed).toMatchObject([{ address: "192.0.2.2" }, { address: "192.0.2.1" }]);
  expect(listed[0]?.userAgent).toHaveLength(500);
  const mine = (await sessions.read(here.token))?.sessionId;
  await sessions.endAll(id, world.db.prisma, mine);
  expect(await sessions.read(here.token)).not.toBeNull();
  expect(await sessions.read(there.token)).toBeNull();
  expect(await sessions.useLink(link), "a link that waits is a way in too").toBeNull();
  await sessions.endAll(id, world.db.prisma);
  expect(await sessions.list(id)).toEqual([]);
});
