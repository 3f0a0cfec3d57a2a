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
