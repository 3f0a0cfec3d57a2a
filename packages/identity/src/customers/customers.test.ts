import { newId } from "@crossdock/core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createMemoryStore } from "../limits/memory-store.ts";
import { createTestWorld, type TestWorld } from "../testing.ts";
import { createThrottle } from "../throttle.ts";
import { type Customers, createCustomers } from "./index.ts";

const minute = 60_000;
const password = "correct horse battery";

let world: TestWorld;
let customers: Customers;
let verified = 0;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  verified = 0;
  const passwords: TestWorld["passwords"] = {
    ...world.passwords,
    verify(stored, password) {
      verified += 1;
      return world.passwords.verify(stored, password);
    },
  };
  customers = createCustomers({
    ...world,
    passwords,
    throttle: createThrottle(createMemoryStore()),
  });
});

let made = 0;
const elsewhere = () => `198.51.100.${++made}`;

async function addAccount(email: string, password?: string) {
  const now = world.clock.now();
  const times = { createdAt: now, updatedAt: now };
  const passwordHash = password === undefined ? null : await world.passwords.hash(password);
  const id = newId("cac", now);
  const customerId = newId("cus", now);
  const account = { create: { id, email, passwordHash, verifiedAt: now, ...times } };
  await world.db.prisma.customer.create({
    data: { id: customerId, email, metadata: {}, ...times, account },
  });
  return { id, customerId, email };
}

test("the right password starts a session, whatever the case of the address", async () => {
  const { id, customerId, email } = await addAccount("zoe@example.com", password);
  const input = { email: " Zoe@Example.COM", password, address: elsewhere() };
  const signedIn = await customers.signIn(input);
  expect(await customers.sessionOf(signedIn?.token ?? "")).toEqual({
    accountId: id,
    customerId,
    email,
  });
  expect(JSON.stringify(await world.db.prisma.customerSession.findMany())).not.toContain(
    signedIn?.token,
  );
});

test("a wrong password, an unknown address and an account without one take the same way", async () => {
  await addAccount("max@example.com", password);
  await addAccount("social@example.com");
  for (const [email, guess] of [
    ["max@example.com", "wrong"],
    ["nobody@example.com", password],
    ["social@example.com", password],
  ] as const) {
    expect(await customers.signIn({ email, password: guess, address: elsewhere() })).toBeNull();
  }
  expect(verified).toBe(3);
});

test("a hundred guesses at once get no further than ten", async () => {
  await addAccount("guessed@example.com", password);
  const guesses = Array.from({ length: 100 }, (_, guess) =>
    customers.signIn({
      ...{ email: "guessed@example.com", password: `wrong ${guess}`, address: elsewhere() },
    }),
  );
  const outcomes = await Promise.allSettled(guesses);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(90);
  expect(verified).toBe(10);
});

test("a session ends after half an hour without a call, after twelve hours, and by signing out", async () => {
  const { id } = await addAccount("session@example.com");
  const idle = await customers.sessions.start(id);
  const busy = await customers.sessions.start(id);
  const ended = await customers.sessions.start(id);
  await customers.sessions.end(ended.token);
  expect(await customers.sessionOf(ended.token)).toBeNull();
  for (let passed = 20; passed < 12 * 60; passed += 20) {
    world.pass(20 * minute);
    expect(await customers.sessionOf(busy.token)).not.toBeNull();
  }
  expect(await customers.sessionOf(idle.token)).toBeNull();
  world.pass(20 * minute);
  expect(await customers.sessionOf(busy.token)).toBeNull();
});

test("a code proves its address in the browser that asked for it, and once", async () => {
  const { codes } = customers;
  const asked = { email: "New@example.com", purpose: "sign_up", address: elsewhere() } as const;
  const { id, challenge, code } = await codes.issue(asked);
  const other = await codes.issue({ ...asked, email: "other@example.com" });
  expect(await codes.find(id)).toEqual({ email: "new@example.com", purpose: "sign_up" });
  const address = elsewhere();
  expect(await codes.check({ challenge: other.challenge, code, address })).toBeNull();
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
  const right = await codes.check({ challenge, code: spaced, address });
  expect(right).toEqual({ id, email: "new@example.com" });
  const uses = Array.from({ length: 10 }, () => codes.useUp(id, world.db.prisma));
  expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1);
  expect(await codes.check({ challenge, code, address })).toBeNull();
});

test("neither a code nor its token is in the database", async () => {
  const { challenge, code } = await issue("secret@example.com");
  const rows = JSON.stringify(await world.db.prisma.customerCode.findMany());
  expect(rows).toContain("secret@example.com");
  expect(rows).not.toContain(challenge);
  expect(rows).not.toContain(code);
});

test("a code can be tried five times, is good for a quarter of an hour, and ends with the next", async () => {
  const { codes } = customers;
  const tried = await issue("tried@example.com");
  const wrong = () => codes.check({ challenge: tried.challenge, code: "x", address: elsewhere() });
  await Promise.all(Array.from({ length: 5 }, wrong));
  expect(await codes.check({ ...tried, address: elsewhere() })).toBeNull();

  const replaced = await issue("again@example.com");
  const next = await issue("again@example.com");
  expect(await codes.check({ ...replaced, address: elsewhere() })).toBeNull();
  expect(await codes.check({ ...next, address: elsewhere() })).not.toBeNull();

  const old = await issue("old@example.com");
  world.pass(15 * minute);
  expect(await codes.check({ ...old, address: elsewhere() })).toBeNull();
  expect(await codes.find(old.id)).toBeNull();
});

test("an address gets five mails at the most, from wherever they are asked for", async () => {
  for (let mail = 0; mail < 5; mail++) await issue("flooded@example.com");
  await expect(issue("flooded@example.com")).rejects.toMatchObject({ code: "rate_limited" });
});

function issue(email: string) {
  return customers.codes.issue({ email, purpose: "reset", address: elsewhere() });
}
