import { unlimited } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CountedCalls,
  countCalls,
  createTestProduct,
  developerOf,
  keyOf,
  outcomeOf,
  rollUp,
  type TestProduct,
  userOf,
} from "../testing/index.ts";

let product: TestProduct;
let acme: Partner;
let rival: Partner;
type Partner = { id: string; keyId: string };
beforeAll(async () => {
  product = await createTestProduct();
  [acme, rival] = [await addPartner("Acme"), await addPartner("Rival")];
  await called(acme, { calls: 4, errors: 1 });
  await called(acme, { calls: 2, errors: 1, status: 429 });
  await called(acme, { calls: 1 });
  await called(acme, { operation: "orders.get", calls: 1, daysAgo: 6 });
  await called(acme, { version: "v1", calls: 4, daysAgo: 7 });
  await called(rival, { calls: 100 });
  await called({ keyId: "key_shop" }, { calls: 1000, errors: 1 });
  // What is no call of the API: a page's, and one of nobody.
  const ofPages = { transport: "trpc", operation: "orders.list", principalId: "usr_1" } as const;
  await rollUp(product.db, { at: product.clock.now(), ...ofPages });
  await rollUp(product.db, { at: product.clock.now(), operation: "orders.list", version: "v2" });
});
afterAll(() => product.close());

async function addPartner(name: string): Promise<Partner> {
  const { id } = await product.as().partners.create({ name });
  const scopes = ["orders:read"];
  const key = await product.as().keys.create({ name: `${name}'s`, partnerId: id, scopes });
  return { id, keyId: key.id };
}

type Call = Pick<CountedCalls, "operation" | "version" | "calls" | "errors" | "status">;
async function called(
  { id: partnerId, keyId }: Partial<Partner> & { keyId: string },
  { daysAgo = 0, ...call }: Call & { daysAgo?: number },
) {
  const at = new Date(product.clock.now().getTime() - daysAgo * 86_400_000);
  await countCalls(product.db, { at, keyId, partnerId, ...call });
}

test("a developer sees the own partner's calls, by day, operation, version and key", async () => {
  const { usage } = product.as(developerOf(acme.id));
  const { days, quotas: _, ...sums } = await usage.get({});
  expect(sums).toEqual({
    total: { calls: 12, errors: 2, rateLimited: 1 },
    operations: [
      { operation: "orders.list", calls: 11, errors: 2, rateLimited: 1 },
      { operation: "orders.get", calls: 1, errors: 0, rateLimited: 0 },
    ],
    versions: [
      { version: "v2", calls: 8, errors: 2, rateLimited: 1 },
      { version: "v1", calls: 4, errors: 0, rateLimited: 0 },
    ],
    credentials: [
      {
        ...{ id: acme.keyId, name: "Acme's", calls: 12, errors: 2 },
        rateLimited: 1,
        lastAt: product.clock.now().toISOString(),
      },
    ],
  });
  expect(days).toHaveLength(30);
  const today = product.clock.now().toISOString().slice(0, 10);
  expect(days.at(-1)).toEqual({ day: today, calls: 7, errors: 2, rateLimited: 1 });
  expect(days.at(-7)).toMatchObject({ calls: 1 });
  expect(days[0]).toMatchObject({ calls: 0, errors: 0 });
});

test("calls of the partner's OAuth clients are among them", async () => {
  const { id: partnerId } = await addPartner("Programs");
  const grants = ["client_credentials" as const];
  const fields = { name: "ERP", partnerId, grants, scopes: ["orders:read"] };
  const { id } = await product.as().clients.create(fields);
  await called({ id: partnerId, keyId: id }, { calls: 3 });
  const { usage } = product.as(developerOf(partnerId));
  expect((await usage.get({})).credentials).toMatchObject([{ id, name: "ERP", calls: 3 }]);
  await product.db.prisma.requestRollup.deleteMany({ where: { principalId: id } });
});

test("a shorter time and a version leave out the rest", async () => {
  const { usage } = product.as(developerOf(acme.id));
  expect((await usage.get({ days: 7 })).total).toMatchObject({ calls: 8, errors: 2 });
  expect((await usage.get({ version: "v1" })).total).toMatchObject({ calls: 4, errors: 0 });
  expect((await usage.get({ days: 7, version: "v1" })).days).toHaveLength(7);
});

test("another partner's calls are not to be had, by whatever filter", async () => {
  const { usage } = product.as(developerOf(acme.id));
  expect(await outcomeOf(usage.get({ partnerId: rival.id }))).toBe("not_found");
  const others = await usage.get({ credentialId: rival.keyId });
  expect(others).toMatchObject({ total: { calls: 0 }, credentials: [], operations: [] });
  expect((await usage.get({ partnerId: acme.id })).total.calls).toBe(12);
});

test("the team sees everybody's calls, or one partner's", async () => {
  const { usage } = product.as();
  expect((await usage.get({})).total).toMatchObject({ calls: 1112, errors: 3 });
  expect((await usage.get({ partnerId: rival.id })).total).toMatchObject({ calls: 100, errors: 0 });
  expect((await usage.get({ credentialId: "key_shop" })).credentials).toMatchObject([
    { id: "key_shop", name: null, calls: 1000 },
  ]);
});

test("who may not see the API's operations may not see its use", async () => {
  const outcome = (role: string) => outcomeOf(product.as(userOf(role)).usage.get({}));
  expect(await Promise.all(["admin", "developer"].map(outcome))).toEqual(["ok", "ok"]);
  expect(await Promise.all(["support", "viewer"].map(outcome))).toEqual(["forbidden", "forbidden"]);
  const blind = product.as(keyOf(acme.id, ["orders:read"])).usage;
  expect(await outcomeOf(blind.get({}))).toBe("forbidden");
});

test("a partner's system sees the partner's calls, the shop's own all", async () => {
  const calls = async (partnerId: string | null) => {
    const { usage } = product.as(keyOf(partnerId, ["logs:read"]));
    return (await usage.get({})).total.calls;
  };
  expect([await calls(acme.id), await calls(rival.id), await calls(null)]).toEqual([12, 100, 1112]);
});

test("what is used of the limits now is told, and telling it uses nothing", async () => {
  const { id, keyId } = await addPartner("Limited");
  const limits = { ...unlimited, perMinute: 10, perDay: 500, concurrent: 3 };
  await product.as().keys.update({ id: keyId, limits });
  await product.as().partners.update({ id, limits: { ...unlimited, perMinute: 4 } });
  await called({ id, keyId }, { calls: 1 });
  const { rateLimits } = product.services.identity;
  await rateLimits.admit({ key: keyId, limits: { ...limits, perMinute: 4 } });
  const { usage } = product.as(developerOf(id));
  for (let look = 0; look < 3; look++) {
    const [quota] = (await usage.get({})).quotas;
    expect(quota).toEqual({
      ...{ id: keyId, name: "Limited's" },
      limits: [
        { window: "minute", limit: 4, used: 1, resetsInSeconds: expect.any(Number) },
        { window: "day", limit: 500, used: 1, resetsInSeconds: expect.any(Number) },
        { window: "concurrent", limit: 3, used: 1, resetsInSeconds: null },
      ],
    });
  }
});

test("a developer is told what the partner may do, and nobody else has a partner", async () => {
  const { partners } = product.as(developerOf(acme.id));
  const mine = await partners.mine({});
  expect(mine).toMatchObject({ id: acme.id, name: "Acme" });
  expect(Object.keys(mine)).not.toContain("contactEmail");
  expect(await outcomeOf(product.as().partners.mine({}))).toBe("not_found");
  expect(await outcomeOf(product.as(keyOf(acme.id)).partners.mine({}))).toBe("not_found");
});
