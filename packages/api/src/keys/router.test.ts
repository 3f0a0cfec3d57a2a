import { defaultLimits, type UserPrincipal } from "@crossdock/core";
import { isWellFormed } from "@crossdock/identity";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, outcomeOf, type TestProduct, userOf } from "../testing/index.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

test("a key is shown once; what is kept is its hash and what to recognise it by", async () => {
  const { keys } = product.as();
  const made = await keys.create({ name: "ERP", scopes: ["orders:read", "orders:read"] });
  const { key, ...shown } = made;
  expect(isWellFormed(key)).toBe(true);
  expect(shown).toMatchObject({
    name: "ERP",
    scopes: ["orders:read"],
    partnerId: null,
    limits: defaultLimits,
    limitsOverride: null,
    state: "active",
    allowedAddresses: [],
    revokedAt: null,
    hint: `cdk_live_…${key.slice(-4)}`,
  });
  expect((await keys.list({})).data).toEqual([shown]);
  const row = await product.db.prisma.apiKey.findUniqueOrThrow({ where: { id: made.id } });
  expect(JSON.stringify(row)).not.toContain(key);
  expect(row.hash).toBe(product.services.identity.apiKeys.hash(key));
});

test("neither the audit log nor the events hold the key", async () => {
  const { key, id } = await product.as().keys.create({ name: "quiet", scopes: ["orders:read"] });
  const { prisma } = product.db;
  const audit = await prisma.auditEntry.findMany({ where: { targetId: id } });
  expect(audit).toMatchObject([{ action: "keys.create", targetId: id }]);
  const said = JSON.stringify([
    audit,
    await prisma.event.findMany(),
    await prisma.idempotencyKey.findMany(),
  ]);
  expect(said).not.toContain(key);
});

test("a key grants what operations of the API ask for, and nothing of people's", async () => {
  const create = (scopes: string[]) => outcomeOf(product.as().keys.create({ name: "k", scopes }));
  expect(await create(["keys:write"])).toBe("validation_failed");
  expect(await create(["users:read"])).toBe("validation_failed");
  expect(await create([])).toBe("validation_failed");
  expect(await create(["orders:read"])).toBe("ok");
});

test("a key belongs to a partner who exists", async () => {
  const partnerId = "prt_01aaaaaaaaaaaaaaaaaaaaaaaa";
  const made = product.as().keys.create({ name: "k", partnerId, scopes: ["orders:read"] });
  expect(await outcomeOf(made)).toBe("not_found");
});

test("a key follows the newest version until it is pinned, and again when the pin is taken away", async () => {
  const { keys } = product.as();
  const { id, key, ...made } = await keys.create({ name: "follows", scopes: ["orders:read"] });
  expect(made.apiVersion).toBeNull();
  const pinned = await keys.pin({ id, apiVersion: "v1" });
  expect(pinned).toEqual({ ...made, id, apiVersion: "v1" });
  const sender = { address: "203.0.113.7", agent: null };
  const { principal } = await (await product.newIdentity()).apiKeys.resolve(key, sender);
  expect(principal).toMatchObject({ apiVersion: "v1" });
  expect(await keys.pin({ id, apiVersion: null })).toEqual({ ...made, id });
});

test("a key may be pinned from the start", async () => {
  const { keys } = product.as();
  const made = await keys.create({ name: "old", scopes: ["orders:read"], apiVersion: "v1" });
  expect(made.apiVersion).toBe("v1");
  expect((await keys.list({})).data[0]).toMatchObject({ id: made.id, apiVersion: "v1" });
});

test("a version that is not served is refused with those that are", async () => {
  const { keys } = product.as();
  const fields = { name: "k", scopes: ["orders:read"] };
  const { id } = await keys.create(fields);
  const refused = {
    cause: {
      code: "validation_failed",
      detail: "There is no version v9.",
      errors: [{ pointer: "#/apiVersion", fix: expect.stringContaining("v1") }],
    },
  };
  await expect(keys.create({ ...fields, apiVersion: "v9" })).rejects.toMatchObject(refused);
  await expect(keys.pin({ id, apiVersion: "v9" })).rejects.toMatchObject(refused);
  const missing = "key_01aaaaaaaaaaaaaaaaaaaaaaaa";
  expect(await outcomeOf(keys.pin({ id: missing, apiVersion: null }))).toBe("not_found");
});

test("a pin is told in the audit log, and only who may write keys may set one", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "audited", scopes: ["orders:read"] });
  await keys.pin({ id, apiVersion: "v1" });
  const audit = await product.db.prisma.auditEntry.findMany({ where: { targetId: id } });
  expect(audit.map(({ action }) => action)).toContain("keys.pin");
  const viewer = product.as(userOf("viewer"));
  expect(await outcomeOf(viewer.keys.pin({ id, apiVersion: null }))).toBe("forbidden");
});

test("revoking twice keeps the first time", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "gone", scopes: ["orders:read"] });
  const revoked = await keys.revoke({ id });
  expect(revoked.revokedAt).toBe(product.clock.now().toISOString());
  product.clock.set(new Date(product.clock.now().getTime() + 5000));
  expect(await keys.revoke({ id })).toEqual(revoked);
});

const dayMs = 86_400_000;
const inDays = (days: number) =>
  new Date(product.clock.now().getTime() + days * dayMs).toISOString();

test("a key lives a year, as long as is said, or for ever where that is said", async () => {
  const { keys } = product.as();
  const end = async (more: object) =>
    (await keys.create({ name: "k", scopes: ["orders:read"], ...more })).expiresAt;
  expect(await end({})).toBe(inDays(365));
  expect(await end({ expiresAt: inDays(7) })).toBe(inDays(7));
  expect(await end({ expiresAt: null })).toBeNull();
  expect(await outcomeOf(end({ expiresAt: inDays(0) }))).toBe("validation_failed");
});

test("its state tells that it ends within thirty days, and that it has ended", async () => {
  const { keys } = product.as();
  const stateIn = async (ms: number) => {
    const expiresAt = new Date(product.clock.now().getTime() + ms).toISOString();
    const { id } = await keys.create({ name: "k", scopes: ["orders:read"], expiresAt });
    product.clock.set(new Date(product.clock.now().getTime() + 1));
    return (await keys.get({ id })).state;
  };
  expect(await stateIn(30 * dayMs + 2)).toBe("active");
  expect(await stateIn(30 * dayMs + 1)).toBe("expiring");
  expect(await stateIn(2)).toBe("expiring");
  expect(await stateIn(1)).toBe("expired");
});

test("addresses are those of one network or one machine, or the mend is named", async () => {
  const { keys } = product.as();
  const create = (allowedAddresses: string[]) =>
    keys.create({ name: "k", scopes: ["orders:read"], allowedAddresses });
  const allowedAddresses = ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0"];
  expect(await create(allowedAddresses)).toMatchObject({ allowedAddresses });
  await expect(create(["10.0.0.0/8", "10.0.0.0/33"])).rejects.toMatchObject({
    cause: {
      errors: [
        {
          pointer: "#/allowedAddresses/1",
          detail: expect.stringContaining("10.0.0.0/33 is no address. Write one such as"),
        },
      ],
    },
  });
});

test("what is changed counts, and what is left out stays", async () => {
  const { keys } = product.as();
  const { key, ...made } = await keys.create({ name: "before", scopes: ["orders:read"] });
  const { id } = made;
  const fields = {
    name: "after",
    scopes: ["products:read", "orders:write"],
    allowedAddresses: ["10.0.0.0/8"],
    expiresAt: null,
  };
  expect(await keys.update({ id, ...fields })).toEqual({ ...made, ...fields });
  expect(await keys.update({ id })).toEqual({ ...made, ...fields });
  expect(await keys.get({ id })).toMatchObject({ ...made, ...fields });
});

test("a key is widened within what keys can hold, and keeps what it was made with", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "k", scopes: ["orders:read"] });
  await product.db.prisma.apiKey.update({
    where: { id },
    data: { scopes: ["orders:read", "gone:read"] },
  });
  const update = (scopes: string[]) => outcomeOf(keys.update({ id, scopes }));
  expect(await update(["orders:read", "users:read"])).toBe("validation_failed");
  expect(await update([])).toBe("validation_failed");
  expect(await update(["gone:read", "orders:read", "orders:write"])).toBe("ok");
});

test("a revoked key stays as it was", async () => {
  const { keys } = product.as();
  const { id } = await keys.create({ name: "gone", scopes: ["orders:read"] });
  await keys.revoke({ id });
  expect(await outcomeOf(keys.update({ id, name: "back" }))).toBe("transition_invalid");
  expect(await outcomeOf(keys.rotate({ id }))).toBe("transition_invalid");
});

test("whose a key is and who made it is told", async () => {
  const { keys, partners } = product.as();
  const { id: partnerId } = await partners.create({ name: "Whose" });
  const { id } = await keys.create({ name: "k", partnerId, scopes: ["orders:read"] });
  const { partnerName, createdBy } = await keys.get({ id });
  expect(partnerName).toBe("Whose");
  expect(createdBy).toEqual({ kind: "user", id: "usr_00000000000000000000000000", name: "owner" });
});

test("a partner's developer sees and changes the partner's keys alone", async () => {
  const [mine, other] = [
    (await product.as().partners.create({ name: "Mine" })).id,
    (await product.as().partners.create({ name: "Other" })).id,
  ];
  const developer = product.as({ ...(userOf("developer") as UserPrincipal), partnerId: mine });
  const scopes = ["orders:read"];
  const theirs = await product.as().keys.create({ name: "k", scopes, partnerId: other });
  const shops = await product.as().keys.create({ name: "k", scopes });
  const own = await developer.keys.create({ name: "k", scopes });
  expect(own.partnerId).toBe(mine);
  expect((await developer.keys.list({})).data.map(({ id }) => id)).toEqual([own.id]);
  expect((await developer.keys.list({ partnerId: other })).data).toEqual([]);
  const create = developer.keys.create({ name: "k", scopes, partnerId: other });
  expect(await outcomeOf(create)).toBe("not_found");
  for (const { id } of [theirs, shops]) {
    const calls = [
      developer.keys.get({ id }),
      developer.keys.update({ id, name: "taken" }),
      developer.keys.pin({ id, apiVersion: null }),
      developer.keys.rotate({ id }),
      developer.keys.revoke({ id }),
    ];
    expect(await Promise.all(calls.map(outcomeOf))).toEqual(calls.map(() => "not_found"));
  }
});
