import { generateKeyPairSync } from "node:crypto";
import { newId, unlimited } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestWorld, type TestWorld } from "../testing.ts";
import { createIssuers, type Issuers } from "./index.ts";
import { type IdentityProvider, startIdentityProvider } from "./testing/identity-provider.ts";
import type { TokenStep } from "./verify.ts";

let world: TestWorld;
let provider: IdentityProvider;
let issuers: Issuers;
let tell: (topics: string[]) => void = () => {};
let nowMs = 1_000_000;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  provider = await startIdentityProvider();
  issuers = open();
});
afterEach(async () => {
  issuers.close();
  await provider.close();
});

function open(): Issuers {
  const live = {
    subscribe(listener: typeof tell) {
      tell = listener;
      return () => {};
    },
  };
  return createIssuers({ ...world, live, perf: { now: () => nowMs } });
}

const audience = "https://shop.example/api";

async function trust(more: Partial<Prisma.TrustedIssuerUncheckedCreateInput> = {}) {
  const now = world.clock.now();
  const id = newId("iss", now);
  await world.db.prisma.trustedIssuer.create({
    data: {
      ...{ id, name: "Corporate login", issuer: provider.issuer, jwksUrl: provider.jwksUrl },
      ...{ audience, subjectClaim: "sub", limits: { ...unlimited, perMinute: 7 }, enabled: true },
      rules: [{ claim: "groups", value: "warehouse", scopes: ["things:read", "things:write"] }],
      ...{ createdAt: now, updatedAt: now },
      ...more,
    },
  });
  return id;
}

const seconds = () => Math.floor(world.clock.now().getTime() / 1000);
const good = () => ({
  ...{ iss: provider.issuer, aud: audience, sub: "ann", exp: seconds() + 600 },
  groups: ["staff", "warehouse"],
});

test("a token of a trusted issuer is a principal with what its claims are granted", async () => {
  const id = await trust();
  const { principal } = await issuers.resolve(provider.sign(good()));
  expect(principal).toEqual({
    ...{ kind: "external", id: `${id}:ann`, name: "Corporate login", partnerId: null },
    permissions: new Set(["things:read", "things:write"]),
    ...{ limits: { ...unlimited, perMinute: 7 }, apiVersion: null },
  });
});

test("its keys are fetched once, and a known token costs nothing", async () => {
  await trust();
  const token = provider.sign(good());
  await Promise.all(Array.from({ length: 50 }, () => issuers.resolve(token)));
  await issuers.resolve(provider.sign({ ...good(), sub: "bob" }));
  expect(provider.fetches()).toBe(1);
});

describe("a token is refused", () => {
  beforeEach(async () => void (await trust()));

  const fails = async (token: string): Promise<TokenStep | "none"> => {
    const { refusal } = await issuers.resolve(token);
    expect(refusal).toMatchObject({ status: 401 });
    return issuers.examine(token).then(
      () => "none" as const,
      (error: { step: TokenStep }) => error.step,
    );
  };

  test("of nobody whom we trust, and what is none", async () => {
    expect(await fails(provider.sign({ ...good(), iss: `${provider.issuer}/` }))).toBe("issuer");
    expect(await fails(provider.sign({ ...good(), iss: undefined }))).toBe("form");
    expect(await fails("a.b.c")).toBe("form");
    expect(await fails(`${provider.sign(good())}${"x".repeat(9000)}`)).toBe("form");
  });

  test("signed with a secret, with our own knowledge of the public key, or not at all", async () => {
    const unsigned = provider.sign(good(), { algorithm: "none", key: "" });
    expect(await fails(unsigned)).toBe("header");
    const confused = provider.sign(good(), {
      algorithm: "HS256",
      key: provider.publicPem().repeat(2),
    });
    expect(await fails(confused)).toBe("header");
  });

  test("that points to keys of its own", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = other.publicKey.export({ format: "jwk" });
    const key = other.privateKey.export({ format: "pem", type: "pkcs8" });
    for (const more of [
      { jwk },
      { jku: "https://evil.example/keys" },
      { x5u: "https://evil.example" },
      { crit: ["exp"] },
    ]) {
      const header = { alg: "ES256", kid: "k1", ...more };
      expect(await fails(provider.sign(good(), { key, header }))).toBe("header");
    }
    expect(await fails(provider.sign(good(), { key }))).toBe("signature");
    expect(provider.fetches()).toBe(1);
  });

  test("whose parts were changed", async () => {
    const [header, , signature] = provider.sign(good()).split(".");
    const [, payload] = provider.sign({ ...good(), sub: "root" }).split(".");
    expect(await fails([header, payload, signature].join("."))).toBe("signature");
  });

  test("of another type, such as an ID token's logout", async () => {
    const header = { alg: "ES256", typ: "logout+jwt" };
    expect(await fails(provider.sign(good(), { header }))).toBe("header");
    const access = provider.sign(good(), { header: { alg: "ES256", typ: "at+jwt", kid: "k1" } });
    expect((await issuers.resolve(access)).refusal).toBeUndefined();
  });

  test("outside of its time, with half a minute of patience", async () => {
    expect(await fails(provider.sign({ ...good(), exp: seconds() - 31 }))).toBe("time");
    expect(await fails(provider.sign({ ...good(), nbf: seconds() + 31 }))).toBe("time");
    const { exp: _never, ...endless } = good();
    expect(await fails(provider.sign(endless))).toBe("time");
    const late = provider.sign({ ...good(), exp: seconds() - 29 });
    expect((await issuers.resolve(late)).refusal).toBeUndefined();
  });

  test("when its time is over, though it was good a moment before", async () => {
    const token = provider.sign({ ...good(), exp: seconds() + 60 });
    expect((await issuers.resolve(token)).refusal).toBeUndefined();
    world.pass(91_000);
    expect(await fails(token)).toBe("time");
  });

  test("for another audience, or of nobody", async () => {
    expect(await fails(provider.sign({ ...good(), aud: `${audience}/` }))).toBe("audience");
    expect(await fails(provider.sign({ ...good(), aud: undefined }))).toBe("audience");
    const several = provider.sign({ ...good(), aud: ["x", audience] });
    expect((await issuers.resolve(several)).refusal).toBeUndefined();
    expect(await fails(`${provider.sign(good())}==`)).toBe("form");
    for (const sub of [undefined, "", "a\0b", "x".repeat(256), 7])
      expect(await fails(provider.sign({ ...good(), sub }))).toBe("subject");
  });
});

test("a claim that no rule names grants nothing", async () => {
  const rules = [
    { claim: "scope", value: "read", scopes: ["things:read"] },
    { claim: "realm.roles", value: "boss", scopes: ["things:write"] },
    { claim: "constructor.name", value: "Object", scopes: ["things:write"] },
  ];
  await trust({ rules });
  const held = async (claims: object) => [
    ...((await issuers.resolve(provider.sign({ ...good(), ...claims }))).principal?.permissions ??
      []),
  ];
  expect(await held({})).toEqual([]);
  expect(await held({ scope: "openid read" })).toEqual(["things:read"]);
  expect(await held({ scope: "ready" })).toEqual([]);
  expect(await held({ realm: { roles: ["boss"] } })).toEqual(["things:write"]);
  expect(await held({ realm: { roles: ["bosses"] } })).toEqual([]);
});

test("a key that is rotated is found, and invented ones cost one fetch in half a minute", async () => {
  await trust();
  await issuers.resolve(provider.sign(good()));
  provider.rotate();
  const token = provider.sign(good());
  expect((await issuers.resolve(token)).refusal).toMatchObject({ status: 401 });
  nowMs += 30_000;
  expect((await issuers.resolve(token)).refusal).toBeUndefined();
  for (let at = 0; at < 20; at++) await issuers.resolve(provider.sign(good(), { keyid: `x${at}` }));
  expect(provider.fetches()).toBe(2);
});

test("keys that cannot be had are a 503, asked for again soon", async () => {
  await trust();
  const token = provider.sign(good());
  const outcomes = [{ status: 500, body: "" }, { body: "<html>" }, { body: '{"keys":1}' }];
  for (const broken of [...outcomes, { body: `{"keys":[],"x":"${"x".repeat(300_000)}"}` }]) {
    provider.answer(broken);
    nowMs += 5000;
    expect((await issuers.resolve(token)).refusal).toMatchObject({ status: 503 });
    expect((await issuers.resolve(token)).refusal).toMatchObject({ status: 503 });
  }
  expect(provider.fetches()).toBe(4);
  provider.answer(null);
  nowMs += 5000;
  expect((await issuers.resolve(token)).refusal).toBeUndefined();
});

test("an issuer that is switched off, removed or of a suspended partner is refused at once", async () => {
  const partnerId = newId("prt", world.clock.now());
  const now = world.clock.now();
  const partner = {
    id: partnerId,
    name: "Acme",
    scopes: ["things:read"],
    status: "active" as const,
  };
  await world.db.prisma.partner.create({ data: { ...partner, createdAt: now, updatedAt: now } });
  const id = await trust({ partnerId });
  const token = provider.sign(good());
  expect((await issuers.resolve(token)).principal).toMatchObject({
    partnerId,
    permissions: new Set(["things:read"]),
  });
  const { trustedIssuer, partner: partners } = world.db.prisma;
  await partners.update({ where: { id: partnerId }, data: { status: "suspended" } });
  nowMs += 1000;
  expect((await issuers.resolve(token)).refusal).toMatchObject({ status: 401 });
  await partners.update({ where: { id: partnerId }, data: { status: "active" } });
  await trustedIssuer.update({ where: { id }, data: { enabled: false } });
  tell(["issuers"]);
  expect((await issuers.resolve(token)).refusal).toMatchObject({ status: 401 });
  await trustedIssuer.update({ where: { id }, data: { enabled: true } });
  tell(["issuers"]);
  expect((await issuers.resolve(token)).refusal).toBeUndefined();
  await trustedIssuer.delete({ where: { id } });
  tell(["issuers"]);
  expect((await issuers.resolve(token)).refusal).toMatchObject({ status: 401 });
});
