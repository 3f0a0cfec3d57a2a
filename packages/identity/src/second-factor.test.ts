import { generateSync } from "otplib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIdentity, type Identity } from "./index.ts";
import { createTestWorld, type TestWorld, testSecret } from "./testing.ts";

const password = "correct horse battery";
const step = 30_000;

let world: TestWorld;
let identity: Identity;
beforeAll(async () => {
  world = await createTestWorld();
  const permissionsOf = () => new Set<string>();
  identity = await createIdentity({
    ...{ ...world, secret: testSecret },
    ...{ permissionsOf, onError: console.error, live: { publish() {}, subscribe: () => () => {} } },
  });
});
afterAll(async () => {
  await identity.close();
  await world.close();
});

let serial = 0;

/** A member with a confirmed second factor, and the code of a time beside now. */
async function addMember() {
  const email = `member-${++serial}@example.com`;
  const id = await world.addUser(email, password);
  const { secondFactor } = identity;
  const proposed = await world.db.transaction((tx) => secondFactor.propose({ id, email }, tx));
  const secret = proposed?.secret ?? "";
  const codeAt = (steps: number) =>
    generateSync({ secret, epoch: (world.clock.now().getTime() + steps * step) / 1000 });
  const recoveryCodes = await world.db.transaction((tx) => secondFactor.confirm(id, codeAt(0), tx));
  world.pass(10 * step);
  return { id, email, secret, uri: proposed?.uri, codeAt, recoveryCodes: recoveryCodes ?? [] };
}

async function challengeOf(email: string): Promise<string> {
  const address = `198.51.100.${++serial}`;
  const answer = await identity.signIn.byPassword({ email, password, address });
  if (!answer || !("challenge" in answer)) throw new Error("no challenge");
  return answer.challenge;
}

const byCode = (challenge: string, code: string) =>
  identity.signIn.byCode({ challenge, code, address: "192.0.2.9" });

test("the codes are those of RFC 6238", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect(generateSync({ secret, epoch: 59 })).toBe("287082");
  expect(generateSync({ secret, epoch: 1111111109 })).toBe("081804");
});

test("until it is confirmed the password is enough, then a code is asked for", async () => {
  const email = `early-${++serial}@example.com`;
  const id = await world.addUser(email, password);
  await world.db.transaction((tx) => identity.secondFactor.propose({ id, email }, tx));
  const credentials = { email, password, address: "192.0.2.1" };
  expect(await identity.signIn.byPassword(credentials)).toHaveProperty("token");
  const wrong = world.db.transaction((tx) => identity.secondFactor.confirm(id, "000000", tx));
  expect(await wrong).toBeNull();
  expect(await identity.secondFactor.state(id)).toBeNull();

  const member = await addMember();
  expect(await identity.secondFactor.state(member.id)).toEqual({ recoveryCodes: 10 });
  const challenge = await challengeOf(member.email);
  expect(await byCode(challenge, member.codeAt(0))).toMatchObject({ userId: member.id });
});

test("every first factor ends in the same question", async () => {
  const { id } = await addMember();
  const { token } = await identity.sessions.createLink(id);
  expect(await identity.signIn.byLink(token)).toHaveProperty("challenge");
  expect(await identity.signIn.begin(id)).toHaveProperty("challenge");
  expect(await identity.sessions.list(id)).toEqual([]);
});

test("codes of a step before and after are right, of two are not", async () => {
  const { email, codeAt } = await addMember();
  const outcomes: Record<number, boolean> = {};
  for (const steps of [-2, 2, -1, 0, 1]) {
    outcomes[steps] = (await byCode(await challengeOf(email), codeAt(steps))) !== null;
  }
  expect(outcomes).toEqual({ [-2]: false, [-1]: true, 0: true, 1: true, 2: false });
});

test("a code is taken once, in its whole window and by five at once", async () => {
  const { email, codeAt } = await addMember();
  const code = codeAt(0);
  expect(await byCode(await challengeOf(email), code)).not.toBeNull();
  expect(await byCode(await challengeOf(email), code)).toBeNull();
  world.pass(step);
  expect(await byCode(await challengeOf(email), code), "a step later").toBeNull();
  expect(await byCode(await challengeOf(email), codeAt(-1)), "spelled anew").toBeNull();

  const other = await addMember();
  const challenges = await Promise.all(Array.from({ length: 5 }, () => challengeOf(other.email)));
  const taken = await Promise.all(challenges.map((one) => byCode(one, other.codeAt(0))));
  expect(taken.filter((signedIn) => signedIn !== null)).toHaveLength(1);
});

test("a recovery code signs in once, as people type it, and one is gone", async () => {
  const { id, email, recoveryCodes } = await addMember();
  const [code = ""] = recoveryCodes;
  expect(new Set(recoveryCodes).size).toBe(10);
  expect(code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/);
  const typed = ` ${code.toUpperCase().replace("-", " ")} `;
  expect(await byCode(await challengeOf(email), typed)).toMatchObject({ userId: id });
  expect(await byCode(await challengeOf(email), code)).toBeNull();
  expect(await identity.secondFactor.state(id)).toEqual({ recoveryCodes: 9 });
  const stranger = await addMember();
  expect(await byCode(await challengeOf(stranger.email), recoveryCodes[1] ?? "")).toBeNull();
});

test("a challenge bears five tries, five minutes and one sign-in", async () => {
  const { email, codeAt } = await addMember();
  const guessed = await challengeOf(email);
  for (let guess = 0; guess < 5; guess++) expect(await byCode(guessed, "000000")).toBeNull();
  await expect(byCode(guessed, codeAt(0))).rejects.toMatchObject({ code: "unauthenticated" });

  const other = await addMember();
  const late = await challengeOf(other.email);
  world.pass(5 * 60_000);
  await expect(byCode(late, other.codeAt(0))).rejects.toMatchObject({ code: "unauthenticated" });

  const used = await challengeOf(other.email);
  expect(await byCode(used, other.codeAt(0))).not.toBeNull();
  await expect(byCode(used, other.codeAt(1))).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(byCode("invented", "000000")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("after ten wrong codes the account is closed for now, whoever knows the password", async () => {
  const { email, codeAt } = await addMember();
  const guess = async (code: string) => byCode(await challengeOf(email), code);
  for (let time = 0; time < 10; time++) expect(await guess("000000")).toBeNull();
  await expect(guess(codeAt(0))).rejects.toMatchObject({ code: "rate_limited" });
});

test("a member who was disabled in between is out", async () => {
  const { id, email, codeAt } = await addMember();
  const challenge = await challengeOf(email);
  await world.db.prisma.user.update({ where: { id }, data: { status: "disabled" } });
  await expect(byCode(challenge, codeAt(0))).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a confirmed one is not replaced, and a removed one asks no more", async () => {
  const { id, email } = await addMember();
  const { secondFactor } = identity;
  expect(await world.db.transaction((tx) => secondFactor.propose({ id, email }, tx))).toBeNull();
  expect(await world.db.transaction((tx) => secondFactor.remove(id, tx))).toBe(true);
  expect(await identity.signIn.begin(id)).toHaveProperty("token");
});

test("neither secrets nor codes are in the database", async () => {
  const { secret, recoveryCodes, uri } = await addMember();
  const { prisma } = world.db;
  const kept = JSON.stringify([
    await prisma.secondFactor.findMany(),
    await prisma.recoveryCode.findMany(),
  ]);
  expect(uri).toContain(secret);
  for (const told of [secret, ...recoveryCodes]) expect(kept).not.toContain(told);
});
