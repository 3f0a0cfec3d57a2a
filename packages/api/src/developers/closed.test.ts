import { listProcedures } from "@crossdock/adapters";
import { toProblem, unlimited } from "@crossdock/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../caller.ts";
import { toAppError } from "../procedure/errors.ts";
import { appRouter } from "../router.ts";
import { createTestProduct, developerOf, outcomeOf, type TestProduct } from "../testing/index.ts";

/** All that a partner's developers may call. What is new is closed to them until it is named here. */
const open = [
  "keys.create",
  "keys.get",
  "keys.list",
  "keys.pin",
  "keys.revoke",
  "keys.rotate",
  "keys.scopes",
  "keys.update",
  "live.events",
  "me.confirmSecondFactor",
  "me.endSecondFactor",
  "me.endSession",
  "me.get",
  "me.renewRecoveryCodes",
  "me.secondFactor",
  "me.sessions",
  "me.setPassword",
  "me.signOutEverywhere",
  "me.startSecondFactor",
  "partners.mine",
  "usage.get",
];

let product: TestProduct;
let acme: Owner;
let rival: Owner;
let shopKeyId: string;
beforeAll(async () => {
  product = await createTestProduct();
  [acme, rival] = [await addOwner("acme"), await addOwner("rival")];
  shopKeyId = (await product.as().keys.create({ name: "shop", scopes: ["orders:read"] })).id;
});
afterAll(() => product.close());

type Owner = Awaited<ReturnType<typeof addOwner>>;

async function addOwner(name: string) {
  const { partners, developers, keys } = product.as();
  const limits = { ...unlimited, perMinute: 600 };
  const scopes = ["orders:read", "products:read"];
  const partner = await partners.create({ name, scopes, limits });
  const person = { partnerId: partner.id, email: `${name}@example.com`, name };
  const { id } = await developers.invite(person);
  const key = await keys.create({ name, partnerId: partner.id, scopes: ["orders:read"] });
  const as = product.as({ ...developerOf(partner.id), id });
  return { partnerId: partner.id, keyId: key.id, as };
}

describe("what developers reach", () => {
  test.each(listProcedures(appRouter).map(({ name }) => name))("%s", async (path) => {
    const outcome = await outcomeOf(procedureOf(acme.as, path)({}));
    if (open.includes(path)) expect(["ok", "validation_failed"]).toContain(outcome);
    else expect(outcome).toBe("forbidden");
  });
});

describe("keys of another partner and of the shop", () => {
  test.each([
    ["keys.get", {}],
    ["keys.update", { name: "Mine" }],
    ["keys.pin", { apiVersion: null }],
    ["keys.rotate", {}],
    ["keys.revoke", {}],
  ])("%s answers as for what is missing, to the letter", async (path, more) => {
    for (const id of [rival.keyId, shopKeyId]) {
      const call = procedureOf(acme.as, path);
      const other = await problemOf(call({ id, ...more }));
      const none = await problemOf(call({ id: `key_${missing}`, ...more }));
      expect(other.status).toBe(404);
      expect(JSON.stringify(other).replaceAll(id.slice(4), missing)).toBe(JSON.stringify(none));
    }
  });

  test("are in no list, and untouched by all of this", async () => {
    const { data } = await acme.as.keys.list({});
    expect(data.map(({ id }) => id)).toEqual([acme.keyId]);
    expect((await acme.as.keys.list({ partnerId: rival.partnerId })).data).toEqual([]);
    for (const id of [rival.keyId, shopKeyId]) {
      const key = await product.as().keys.get({ id });
      expect(key).toMatchObject({ state: "active", successor: null });
      expect(key.name).not.toBe("Mine");
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
    const change = (more: object) => outcomeOf(update({ id: acme.keyId, ...more }));
    expect(await change({ scopes: ["orders:read", "orders:write"] })).toBe("validation_failed");
    expect(await change({ limits: { ...unlimited, perMinute: 601 } })).toBe("validation_failed");
    expect(await change({ limits: { ...unlimited, perMinute: 5 } })).toBe("ok");
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

const missing = "00000000000000000000000000";
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
