import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, keyOf, outcomeOf, type TestProduct } from "../testing/index.ts";
import { tidyIdempotencyKeys } from "./tidy.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

type Kept = { key: string; at?: string; caller?: string; state?: string; output?: unknown };

async function keep({
  key,
  at = "2026-03-01T12:00:00Z",
  caller = "apiKey:key_x",
  state = "done",
  output = null,
}: Kept) {
  const json = JSON.stringify(output);
  await product.db.prisma.$executeRaw`
    INSERT INTO idempotency_key (caller, operation, key, fingerprint, state, output, created_at)
    VALUES (${caller}, 'orders.create', ${key}, 'f', ${state}, ${json}::json, ${new Date(at)})`;
}

const list = (input: { key?: string; limit?: number; cursor?: string } = {}) =>
  product.as().operations.idempotency(input);

test("a keyed request shows who sent it, with what, and what it made", async () => {
  const { id, name } = await product.as().keys.create({ name: "ERP", scopes: ["orders:read"] });
  const principal = { ...keyOf(null), id, originId: id, name };
  const idempotency = { key: "shown-1", fingerprint: "f" };
  const customer = await product
    .as(principal, { idempotency, transport: "rest" })
    .customers.create({ email: "keyed@example.com" });
  expect((await list({ key: "shown" })).data).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      key: "shown-1",
      operation: "customers.create",
      caller: { kind: "apiKey", id, name: "ERP" },
      state: "done",
      objectId: customer.id,
      createdAt: product.clock.now().toISOString(),
    },
  ]);
  expect(JSON.stringify(await list()), "nothing of people").not.toContain("keyed@example.com");
});

test("what is still running, and what made nothing with an id, is told too", async () => {
  await keep({ key: "odd-1", state: "started", output: { id: "ord_1" } });
  await keep({ key: "odd-2", caller: "user:usr_1" });
  await keep({ key: "odd-3", output: [1, 2] });
  expect((await list({ key: "odd-" })).data.sort((a, b) => (a.key < b.key ? -1 : 1))).toMatchObject(
    [
      { state: "started", objectId: "ord_1", caller: { kind: "apiKey", id: "key_x", name: null } },
      { state: "done", objectId: null, caller: { kind: "user", id: "usr_1", name: null } },
      { state: "done", objectId: null },
    ],
  );
});

test("pages are newest first and leave none out, also of one moment", async () => {
  for (let index = 0; index < 5; index++) await keep({ key: `page-${index}` });
  await keep({ key: "page-new", at: "2026-03-02T12:00:00.123Z" });
  await keep({ key: "page-old", at: "2026-02-01T12:00:00Z" });
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ key: "page-", limit: 2, cursor });
    keys.push(...page.data.map(({ key }) => key));
    expect(page.hasMore).toBe(page.nextCursor !== null);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(keys[0]).toBe("page-new");
  expect(keys.at(-1)).toBe("page-old");
  expect(keys.toSorted()).toEqual([
    ...["page-0", "page-1", "page-2", "page-3", "page-4", "page-new", "page-old"],
  ]);
});

test("the filter takes what a key begins with to the letter", async () => {
  await keep({ key: "50%_off" });
  await keep({ key: "50 more" });
  expect((await list({ key: "50%" })).data.map(({ key }) => key)).toEqual(["50%_off"]);
  expect((await list({ key: "0%" })).data).toEqual([]);
});

test("a cursor of another list, or of none, is refused", async () => {
  const { nextCursor } = await list({ limit: 1 });
  expect(await outcomeOf(list({ cursor: nextCursor ?? "" }))).toBe("ok");
  for (const cursor of ["x", btoa("ord_01"), `${nextCursor}x`, "2026-99-99T00:00:00Z_0"])
    expect(await outcomeOf(list({ cursor }))).toBe("validation_failed");
  const odd = `2026-99-01T00:00:00.000Z_${"0".repeat(32)}`;
  expect(await outcomeOf(list({ cursor: odd }))).toBe("validation_failed");
});

test("what was answered is forgotten after thirty days", async () => {
  const now = product.clock.now().getTime();
  const ago = (days: number) => new Date(now - days * 86_400_000).toISOString();
  await keep({ key: "month-old", at: ago(30.01) });
  await keep({ key: "month-new", at: ago(29.99) });
  await tidyIdempotencyKeys.run(product.context, {});
  expect((await list({ key: "month-" })).data.map(({ key }) => key)).toEqual(["month-new"]);
});
