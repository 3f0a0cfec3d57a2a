import { systemPrincipal, type UserPrincipal } from "@crossdock/core";
import { generateSync } from "otplib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

test("every verified caller may ask who it is", async () => {
  const key = keyOf(null, ["orders:read", "events:read"]);
  expect(await product.as(key).me.get({})).toEqual({
    kind: "apiKey",
    id: key.id,
    name: "key",
    partnerId: null,
    role: null,
    permissions: ["events:read", "orders:read"],
    shop: { name: "Test shop", currency: "EUR", demo: false },
  });
  expect(await product.as(userOf("viewer")).me.get({})).toMatchObject({
    kind: "user",
    role: "viewer",
  });
  expect((await product.as(systemPrincipal("cli")).me.get({})).permissions).toContain(
    "orders:write",
  );
});

test("a new password ends the other sessions, and not this one", async () => {
  const { id, email } = await product
    .as()
    .users.create({ email: "me@example.com", name: "Me", role: "owner" });
  const { sessions, signIn } = product.services.identity;
  const [here, elsewhere] = [await sessions.start(id), await sessions.start(id)];
  const me = (await sessions.read(here.token)) as UserPrincipal;
  await product.as(me).me.setPassword({ password: "a new one, of length" });
  expect(await sessions.read(here.token)).not.toBeNull();
  expect(await sessions.read(elsewhere.token)).toBeNull();
  const credentials = { email: "ME@example.com ", address: "127.0.0.1" };
  expect(await signIn.byPassword({ ...credentials, password: "wrong" })).toBeNull();
  expect(
    await signIn.byPassword({ ...credentials, password: "a new one, of length" }),
  ).toMatchObject({ userId: id });
  expect(email).toBe("me@example.com");
});

test("a password is long, and only people have one", async () => {
  const { setPassword } = product.as().me;
  expect(await outcomeOf(setPassword({ password: "short" }))).toBe("validation_failed");
  const key = product.as(keyOf(null));
  expect(await outcomeOf(key.me.setPassword({ password: "long enough to be one" }))).toBe(
    "forbidden",
  );
});

/** A member of the team in two browsers. */
async function signedIn(email: string) {
  const { id } = await product.as().users.create({ email, name: "Me", role: "viewer" });
  const { sessions } = product.services.identity;
  const [here, there] = [
    await sessions.start(id, { address: "192.0.2.1", userAgent: "Firefox" }),
    await sessions.start(id, { address: "192.0.2.2", userAgent: "Safari" }),
  ];
  const principal = (await sessions.read(here.token)) as UserPrincipal;
  const codeAt = (secret: string, steps = 0) =>
    generateSync({ secret, epoch: product.clock.now().getTime() / 1000 + steps * 30 });
  return { id, here, there, codeAt, me: product.as(principal).me };
}

test("one sees where one is signed in, and ends one session or all", async () => {
  const { here, there, me } = await signedIn("sessions@example.com");
  const { sessions } = product.services.identity;
  const { data } = await me.sessions({});
  expect(data.map(({ current, userAgent }) => [userAgent, current]).sort()).toEqual([
    ["Firefox", true],
    ["Safari", false],
  ]);
  const other = data.find(({ current }) => !current)?.id ?? "";
  await me.endSession({ id: other });
  expect(await sessions.read(there.token)).toBeNull();
  expect(await outcomeOf(me.endSession({ id: other }))).toBe("not_found");
  await me.signOutEverywhere({});
  expect(await sessions.read(here.token)).toBeNull();
});

test("nobody ends the session of somebody else, or sees it", async () => {
  const one = await signedIn("one@example.com");
  const { me, here } = await signedIn("other@example.com");
  const { data } = await one.me.sessions({});
  for (const { id } of data) expect(await outcomeOf(me.endSession({ id }))).toBe("not_found");
  await me.signOutEverywhere({});
  const { sessions } = product.services.identity;
  expect(await sessions.read(here.token)).toBeNull();
  expect(await sessions.read(one.here.token)).not.toBeNull();
});

test("a second factor is on with its first right code, and off with another", async () => {
  const { codeAt, me } = await signedIn("factor@example.com");
  const { secret, uri } = await me.startSecondFactor({});
  expect(uri).toContain("factor%40example.com");
  expect(await me.secondFactor({})).toEqual({ on: false, recoveryCodes: 0 });
  expect(await outcomeOf(me.confirmSecondFactor({ code: "000000" }))).toBe("validation_failed");
  const { recoveryCodes } = await me.confirmSecondFactor({ code: codeAt(secret) });
  expect(await me.secondFactor({})).toEqual({ on: true, recoveryCodes: 10 });
  expect(await outcomeOf(me.startSecondFactor({}))).toBe("conflict");

  const used = codeAt(secret);
  expect(await outcomeOf(me.endSecondFactor({ code: used }))).toBe("validation_failed");
  const [code = ""] = recoveryCodes;
  const renewed = await me.renewRecoveryCodes({ code });
  expect(renewed.recoveryCodes).not.toEqual(recoveryCodes);
  const [, old = ""] = recoveryCodes;
  expect(await outcomeOf(me.endSecondFactor({ code: old }))).toBe("validation_failed");
  await me.endSecondFactor({ code: codeAt(secret, 1) });
  expect(await me.secondFactor({})).toEqual({ on: false, recoveryCodes: 0 });
});

test("keys have neither sessions nor a second factor", async () => {
  const { me } = product.as(keyOf(null));
  expect(await outcomeOf(me.sessions({}))).toBe("forbidden");
  expect(await outcomeOf(me.signOutEverywhere({}))).toBe("forbidden");
  expect(await outcomeOf(me.startSecondFactor({}))).toBe("forbidden");
});
