import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import { chainAudit } from "./chain-audit.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
  await write("2026-02-27T23:59:59.999Z", { action: "keys.revoke", actorName: "Ann 100%" });
  await write("2026-02-28T00:00:00Z", { action: "users.update", targetId: "usr_target" });
  await write("2026-02-28T23:59:59.999Z", { requestId: "req_wanted", transport: "rest" });
  await write("2026-03-01T00:00:00Z", { actorId: "key_actor", actorName: "Ann 1000" });
});
afterAll(() => product.close());

async function write(at: string, more: object): Promise<void> {
  const createdAt = new Date(at);
  await product.db.prisma.auditEntry.create({
    data: {
      ...{ id: newId("aud", createdAt), action: "things.update", transport: "trpc" },
      ...{ requestId: "req_1", actorKind: "user", actorId: "usr_1", actorName: "A", createdAt },
      ...more,
    },
  });
}

type Filter = Parameters<ReturnType<TestProduct["as"]>["audit"]["export"]>[0];

async function days(filter: Filter): Promise<string[]> {
  const [listed, exported] = await Promise.all([
    product.as().audit.list(filter),
    product.as().audit.export(filter),
  ]);
  expect(exported.data).toEqual(listed.data);
  return listed.data.map(({ createdAt }) => createdAt.slice(5, 13));
}

test("a word is looked for in the action, the actor, the target and the request", async () => {
  expect(await days({ q: "revoke" })).toEqual(["02-27T23"]);
  expect(await days({ q: "USR_TARGET" })).toEqual(["02-28T00"]);
  expect(await days({ q: "wanted" })).toEqual(["02-28T23"]);
  expect(await days({ q: "key_actor" })).toEqual(["03-01T00"]);
  expect(await days({ q: "ann" })).toEqual(["03-01T00", "02-27T23"]);
  expect(await days({ q: "nothing like it" })).toEqual([]);
});

test("signs that a database reads as wildcards stand for themselves", async () => {
  expect(await days({ q: "100%" })).toEqual(["02-27T23"]);
  expect(await days({ q: "%" })).toEqual(["02-27T23"]);
  expect(await days({ q: "usr.target" })).toEqual([]);
  expect(await days({ q: "r__1" })).toEqual([]);
  expect(await days({ q: "\\" })).toEqual([]);
});

test("days are whole, and both are included", async () => {
  expect(await days({ from: "2026-02-28", to: "2026-02-28" })).toEqual(["02-28T23", "02-28T00"]);
  expect(await days({ to: "2026-02-27" })).toEqual(["02-27T23"]);
  expect(await days({ from: "2026-02-28", q: "ann" })).toEqual(["03-01T00"]);
  expect(await days({ from: "2026-03-01", transport: "trpc" })).toEqual(["03-01T00"]);
  await expect(days({ from: "2026-02-30" })).rejects.toMatchObject({
    code: "UNPROCESSABLE_CONTENT",
  });
});

test("an export goes on page by page until everything that matches is told once", async () => {
  const createdAt = product.clock.now();
  const ids = Array.from({ length: 2300 }, () => newId("aud", createdAt));
  await product.db.prisma.auditEntry.createMany({
    data: ids.map((id) => ({
      ...{ id, action: "bulk.update", transport: "job" as const, requestId: "req_2" },
      ...{ actorKind: "system", actorId: "jobs", actorName: "jobs", createdAt },
    })),
  });
  const told: string[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await product.as().audit.export({ action: "bulk.update", cursor });
    told.push(...page.data.map(({ id }) => id));
    [cursor, more] = [page.nextCursor ?? undefined, page.hasMore];
  }
  expect(told).toEqual(ids.toReversed());
});

test("tells how far the log is sealed", async () => {
  expect(await product.as().audit.chain({})).toEqual({ head: null, waiting: 1000 });
  await chainAudit.run(product.context, {});
  const { head, waiting } = await product.as().audit.chain({});
  expect(head).toMatchObject({ seq: 3, sealedAt: product.clock.now().toISOString() });
  expect(waiting).toBe(0);
});
