import { afterAll, beforeAll, expect, test } from "vitest";
import {
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
  await called(acme, { calls: 7, errors: 2 });
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

type Call = { operation?: string; version?: string; calls: number; errors?: number };
async function called(
  { id: partnerId, keyId }: Partial<Partner> & { keyId: string },
  { daysAgo = 0, ...call }: Call & { daysAgo?: number },
) {
  const at = new Date(product.clock.now().getTime() - daysAgo * 86_400_000);
  await countCalls(product.db, { at, keyId, partnerId, ...call });
}

test("a developer sees the own partner's calls, by day, operation, version and key", async () => {
  const { usage } = product.as(developerOf(acme.id));
  const { days, ...sums } = await usage.get({});
  expect(sums).toEqual({
    total: { calls: 12, errors: 2 },
    operations: [
      { operation: "orders.list", calls: 11, errors: 2 },
      { operation: "orders.get", calls: 1, errors: 0 },
    ],
    versions: [
      { version: "v2", calls: 8, errors: 2 },
      { version: "v1", calls: 4, errors: 0 },
    ],
    credentials: [
      {
        ...{ id: acme.keyId, name: "Acme's", calls: 12, errors: 2 },
        lastAt: product.clock.now().toISOString(),
      },
    ],
  });
  expect(days).toHaveLength(30);
  const today = product.clock.now().toISOString().slice(0, 10);
  expect(days.at(-1)).toEqual({ day: today, calls: 7, errors: 2 });
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
  expect((await usage.get({ days: 7 })).total).toEqual({ calls: 8, errors: 2 });
  expect((await usage.get({ version: "v1" })).total).toEqual({ calls: 4, errors: 0 });
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
  expect((await usage.get({})).total).toEqual({ calls: 1112, errors: 3 });
  expect((await usage.get({ partnerId: rival.id })).total).toEqual({ calls: 100, errors: 0 });
  expect((await usage.get({ credentialId: "key_shop" })).credentials).toMatchObject([
    { id: "key_shop", name: null, calls: 1000 },
  ]);
});

test("who may not see the API's operations may not see its use", async () => {
  const outcome = (role: string) => outcomeOf(product.as(userOf(role)).usage.get({}));
  expect(await Promise.all(["admin", "developer"].map(outcome))).toEqual(["ok", "ok"]);
  expect(await Promise.all(["support", "viewer"].map(outcome))).toEqual(["forbidden", "forbidden"]);
  expect(await outcomeOf(product.as(keyOf(acme.id)).usage.get({}))).toBe("forbidden");
});

test("a developer is told what the partner may do, and nobody else has a partner", async () => {
  const { partners } = product.as(developerOf(acme.id));
  const mine = await partners.mine({});
  expect(mine).toMatchObject({ id: acme.id, name: "Acme" });
  expect(Object.keys(mine)).not.toContain("contactEmail");
  expect(await outcomeOf(product.as().partners.mine({}))).toBe("not_found");
  expect(await outcomeOf(product.as(keyOf(acme.id)).partners.mine({}))).toBe("not_found");
});
