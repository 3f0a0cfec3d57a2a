import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPostgresStore } from "./limits/postgres-store.ts";
import { createSecondFactor } from "./second-factor.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";
import { createTestWorld, type TestWorld } from "./testing.ts";
import { createThrottle } from "./throttle.ts";

const password = "correct horse battery";

let world: TestWorld;
let sessions: Sessions;
let signIn: SignIn;
let verified = 0;
beforeAll(async () => {
  world = await createTestWorld();
  sessions = createSessions({ ...world, permissionsOf: () => new Set() });
  await world.addUser("zoe@example.com", password);
  await world.addUser("link-only@example.com");
});
afterAll(() => world.close());
/** As another process does, or the same after a restart. */
let start: () => SignIn;
beforeEach(async () => {
  await world.db.prisma.limitCount.deleteMany();
  verified = 0;
  const passwords: TestWorld["passwords"] = {
    ...world.passwords,
    verify(stored, password) {
      verified += 1;
      return world.passwords.verify(stored, password);
    },
  };
  start = () => {
    const throttle = createThrottle(createPostgresStore({ ...world, onError: console.error }));
    const pepper = Buffer.alloc(32);
    const secondFactor = createSecondFactor({ ...world, throttle, pepper });
    return createSignIn({ ...world, passwords, sessions, secondFactor, throttle });
  };
  signIn = start();
});

let host = 0;
const elsewhere = () => `198.51.100.${++host}`;
const attempt = (guess: string, address = elsewhere(), email = "zoe@example.com") =>
  signIn.byPassword({ email, password: guess, address });

test("the right password starts a session, whatever the case of the address", async () => {
  const address = elsewhere();
  const signedIn = await attempt(password, address, " Zoe@Example.com");
  if (!signedIn || !("token" in signedIn)) throw new Error("not signed in");
  expect(await sessions.read(signedIn.token)).toMatchObject({ id: signedIn.userId });
  expect(await sessions.list(signedIn.userId)).toMatchObject([{ address, userAgent: null }]);
});

test("a wrong password, an unknown address and an account without one take the same way", async () => {
  expect(await attempt("wrong")).toBeNull();
  expect(await attempt(password, elsewhere(), "nobody@example.com")).toBeNull();
  expect(await attempt(password, elsewhere(), "link-only@example.com")).toBeNull();
  expect(verified).toBe(3);
});

test("after ten failures the account is closed for now, from everywhere", async () => {
  for (let guess = 0; guess < 10; guess++) expect(await attempt(`wrong ${guess}`)).toBeNull();
  await expect(attempt(password)).rejects.toMatchObject({ code: "rate_limited" });
  expect(verified).toBe(10);
});

test("a restart or another process gives no new guesses", async () => {
  for (let guess = 0; guess < 10; guess++) {
    signIn = start();
    await attempt(`wrong ${guess}`);
  }
  signIn = start();
  await expect(attempt(password)).rejects.toMatchObject({ code: "rate_limited" });
  const kept = JSON.stringify(await world.db.prisma.limitCount.findMany());
  expect(kept).not.toMatch(/zoe|198\.51/);
});

test("who has no guesses left at an address can't use up those of an account from there", async () => {
  const address = elsewhere();
  for (let guess = 0; guess < 10; guess++) await attempt("x", address, `g-${guess}@example.com`);
  for (let guess = 0; guess < 20; guess++) {
    await expect(attempt("wrong", address)).rejects.toMatchObject({ code: "rate_limited" });
  }
  expect(await attempt(password)).not.toBeNull();
});

test("after ten failures an address is closed for now, for all accounts", async () => {
  const address = elsewhere();
  for (let guess = 0; guess < 10; guess++) {
    await attempt(password, address, `guess-${guess}@example.com`);
  }
  const refused = attempt(password, address);
  await expect(refused).rejects.toMatchObject({
    code: "rate_limited",
    retryAfter: expect.any(Number),
  });
});

test("a hundred guesses at once get no further than ten", async () => {
  const guesses = Array.from({ length: 100 }, (_, guess) => attempt(`wrong ${guess}`));
  const outcomes = await Promise.allSettled(guesses);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(90);
  expect(verified).toBe(10);
});

test("signing in well is not counted", async () => {
  const address = elsewhere();
  for (let time = 0; time < 15; time++) expect(await attempt(password, address)).not.toBeNull();
});
