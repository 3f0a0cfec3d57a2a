import { listProcedures } from "@crossdock/adapters";
import { toProblem, unlimited } from "@crossdock/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../caller.ts";
import { toAppError } from "../procedure/errors.ts";
import { appRouter } from "../router.ts";
import { createTestProduct, developerOf, outcomeOf, type TestProduct } from "../testing/index.ts";

/** All that a partner's developers may call. What is new is closed to them until it is named here. */
const open = [
  "clients.create",
  "clients.get",
  "clients.grants",
  "clients.list",
  "clients.revoke",
  "clients.revokeGrant",
  "clients.rotateSecret",
  "clients.update",
  "exports.list",
  "keys.create",
  "keys.get",
  "keys.list",
  "keys.pin",
  "keys.revoke",
  "keys.rotate",
  "keys.scopes",
  "keys.update",
  "live.events",
  "logs.errors",
  "logs.export",
  "logs.get",
  "logs.list",
  "logs.tail",
  "me.confirmSecondFactor",
  "me.endSecondFactor",
  "me.endSession",
  "me.get",
  "me.identities",
  "me.renewRecoveryCodes",
  "me.secondFactor",
  "me.sessions",
  "me.setPassword",
  "me.signOutEverywhere",
  "me.startLinking",
  "me.startSecondFactor",
  "me.unlinkIdentity",
  "metrics.quotas",
  "metrics.top",
  "metrics.traffic",
  "metrics.versions",
  "partners.mine",
  "usage.export",
  "usage.get",
  "usage.months",
  "views.create",
  "views.list",
  "views.remove",
  "views.update",
];

const program = {
  name: "ERP",
  grants: ["client_credentials" as const],
  scopes: ["orders:read"],
};
const missing = "00000000000000000000000000";

let product: TestProduct;
let acme: Awaited<ReturnType<typeof addPartner>>;
let rival: typeof acme;
let shop: Awaited<ReturnType<typeof addCredentials>>;
beforeAll(async () => {
  product = await createTestProduct();
  [acme, rival] = [await addPartner("acme"), await addPartner("rival")];
  shop = await addCredentials("shop");
});
afterAll(() => product.close());

async function addPartner(name: string) {
  const { partners, developers } = product.as();
  const limits = { ...unlimited, perMinute: 600 };
  const scopes = ["orders:read", "products:read"];
  const { id: partnerId } = await partners.create({ name, scopes, limits });
  const person = { partnerId, email: `${name}@example.com`, name };
  const { id } = await developers.invite(person);
  const as = product.as({ ...developerOf(partnerId), id });
  return { ...(await addCredentials(name, partnerId)), partnerId, as };
}

async function addCredentials(name: string, partnerId?: string) {
  const { keys, clients } = product.as();
  const key = await keys.create({ name, partnerId, scopes: ["orders:read"] });
  const client = await clients.create({ ...program, name, partnerId });
  return { name, keyId: key.id, clientId: client.id };
}

describe("what developers reach", () => {
  test.each(listProcedures(appRouter).map(({ name }) => name))("%s", async (path) => {
    const outcome = await outcomeOf(procedureOf(acme.as, path)({}));
    if (open.includes(path)) expect(["ok", "validation_failed"]).toContain(outcome);
    else expect(outcome).toBe("forbidden");
  });
});

describe("keys and clients of another partner and of the shop", () => {
  test.each([
    ["keys.get", {}],
    ["keys.update", { name: "Mine" }],
    ["keys.pin", { apiVersion: null }],
    ["keys.rotate", {}],
    ["keys.revoke", {}],
    ["clients.get", {}],
    ["clients.update", { name: "Mine" }],
    ["clients.rotateSecret", {}],
    ["clients.revoke", {}],
    ["clients.grants", {}],
    ["clients.revokeGrant", { customerId: `cus_${missing}` }],
  ])("%s answers as for what is missing, to the letter", async (path, more) => {
    const of = path.startsWith("keys") ? "keyId" : "clientId";
    for (const { [of]: id } of [rival, shop]) {
      const call = procedureOf(acme.as, path);
      const other = await problemOf(call({ id, ...more }));
      const none = await problemOf(call({ id: `${id.slice(0, 4)}${missing}`, ...more }));
      expect(other.status).toBe(404);
      expect(JSON.stringify(other).replaceAll(id.slice(4), missing)).toBe(JSON.stringify(none));
    }
  });

  test("are in no list, and untouched by all of this", async () => {
    const { data } = await acme.as.keys.list({});
    expect(data.map(({ id }) => id)).toEqual([acme.keyId]);
    expect((await acme.as.keys.list({ partnerId: rival.partnerId })).data).toEqual([]);
    const clients = acme.as.clients.list;
    expect((await clients({})).data.map(({ id }) => id)).toEqual([acme.clientId]);
    expect((await clients({ partnerId: rival.partnerId })).data).toEqual([]);
    for (const { name, keyId, clientId } of [rival, shop]) {
      const untouched = { name, state: "active", successor: null };
      expect(await product.as().keys.get({ id: keyId })).toMatchObject(untouched);
      const client = await product.as().clients.get({ id: clientId });
      expect(client).toMatchObject({ name, revokedAt: null, previousSecretUntil: null });
    }
  });

  test("tell nobody of the team: only colleagues are named as who made a key", async () => {
    const { createdBy } = await acme.as.keys.get({ id: acme.keyId });
    expect(createdBy).toBeNull();
    const own = await acme.as.keys.create({ name: "own", scopes: ["orders:read"] });
    expect((await acme.as.keys.get({ id: own.id })).createdBy).toMatchObject({ kind: "user" });
    expect((await product.as().keys.get({ id: acme.keyId })).createdBy).not.toBeNull();
    await acme.as.keys.revoke({ id: own.id });
  });

  test("cannot be made", async () => {
    const { create, scopes } = acme.as.keys;
    const fields = { name: "k", scopes: ["orders:read"] };
    expect(await outcomeOf(create({ ...fields, partnerId: rival.partnerId }))).toBe("not_found");
    expect(await outcomeOf(scopes({ partnerId: rival.partnerId }))).toBe("not_found");
    expect(await create(fields)).toMatchObject({ partnerId: acme.partnerId });
    const register = (more: object) => acme.as.clients.create({ ...program, ...more });
    expect(await outcomeOf(register({ partnerId: rival.partnerId }))).toBe("not_found");
    expect(await register({})).toMatchObject({ partnerId: acme.partnerId });
  });
});

describe("what the partner is granted", () => {
  test("is told, and cannot be passed", async () => {
    const { create, update, scopes } = acme.as.keys;
    expect((await scopes({})).data).toEqual(["orders:read", "products:read"]);
    const make = (more: object) =>
      outcomeOf(create({ name: "k", scopes: ["orders:read"], ...more }));
    expect(await make({ scopes: ["orders:write"] })).toBe("validation_failed");
    expect(await make({ scopes: ["keys:write"] })).toBe("validation_failed");
    expect(await make({ limits: unlimited })).toBe("validation_failed");
    expect(await make({ limits: { ...unlimited, perMinute: 600 } })).toBe("ok");
    const register = (more: object) => outcomeOf(acme.as.clients.create({ ...program, ...more }));
    expect(await register({ scopes: ["orders:write"] })).toBe("validation_failed");
    expect(await register({ limits: unlimited })).toBe("validation_failed");
    const change = (more: object) => outcomeOf(update({ id: acme.keyId, ...more }));
    expect(await change({ scopes: ["orders:read", "orders:write"] })).toBe("validation_failed");
    expect(await change({ limits: { ...unlimited, perMinute: 601 } })).toBe("validation_failed");
    expect(await change({ limits: { ...unlimited, perMinute: 5 } })).toBe("ok");
    const loosen = { id: acme.clientId, limits: unlimited };
    expect(await outcomeOf(acme.as.clients.update(loosen))).toBe("validation_failed");
  });

  test("a limit that the shop has set for a while is not the developer's to lift", async () => {
    const until = new Date(product.clock.now().getTime() + 60_000).toISOString();
    const limits = { ...unlimited, perMinute: 1 };
    const id = acme.keyId;
    await product.as().keys.update({ id, limitsOverride: { limits, until } });
    expect(await outcomeOf(acme.as.keys.update({ id, limitsOverride: null }))).toBe("forbidden");
    const { key } = await acme.as.keys.rotate({ id });
    const resolved = await product.services.identity.apiKeys.resolve(key, sender);
    expect(resolved.principal?.limits.perMinute).toBe(1);
  });
});

const sender = { address: "203.0.113.7", agent: null };

function procedureOf(caller: Caller, path: string): (input: object) => Promise<unknown> {
  const [domain = "", name = ""] = path.split(".");
  return Reflect.get(Reflect.get(caller, domain), name);
}

async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => Promise.reject(new Error("It was answered")),
    (error: unknown) => error,
  );
  return toProblem(toAppError(error), "req_test");
}
