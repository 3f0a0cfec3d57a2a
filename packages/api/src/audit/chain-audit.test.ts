import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import { batchSize, chainAudit, countWaiting, readHead } from "./chain-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

let product: TestProduct;
beforeAll(async () => {
  product = await createTestProduct();
});
afterAll(() => product.close());

const run = () => chainAudit.run(product.context, {});
const verify = () => verifyAudit(product.services);

/** Entries as a command writes them, so many milliseconds ago. */
async function write(count: number, agoMs = 0): Promise<string[]> {
  const createdAt = new Date(product.clock.now().getTime() - agoMs);
  const ids = Array.from({ length: count }, () => newId("aud", createdAt));
  await product.db.prisma.auditEntry.createMany({
    data: ids.map((id) => ({
      ...{ id, action: "things.update", transport: "trpc" as const, requestId: "req_1" },
      ...{ actorKind: "user", actorId: "usr_1", actorName: "A", createdAt },
    })),
  });
  return ids;
}

test("entries of before there was a chain are sealed in batches", async () => {
  await write(2 * batchSize + 300, 90 * 86_400_000);
  await run();
  expect(await verify()).toMatchObject({ fault: null, entries: 2300, head: { seq: 3 } });
});

test("nothing new makes no batch", async () => {
  const before = await readHead(product.db.prisma);
  await run();
  expect(await readHead(product.db.prisma)).toEqual(before);
});

test("an entry that is committed after newer ones were sealed is sealed too", async () => {
  await write(3);
  await run();
  await write(1, 60_000);
  expect(await countWaiting(product.services)).toBe(1);
  await run();
  expect(await countWaiting(product.services)).toBe(0);
  expect(await verify()).toMatchObject({ fault: null, entries: 2304 });
});

test("an entry that is put in with an old date is never sealed, and found", async () => {
  const [foreign] = await write(1, 3_600_000);
  await run();
  const report = await verify();
  expect(report).toMatchObject({ fault: { seq: null, entryId: foreign } });
  await product.db.query("", "ALTER TABLE audit_entry DISABLE TRIGGER USER", []);
  await product.db.query("", "DELETE FROM audit_entry WHERE id = $1", [foreign]);
  await product.db.query("", "ALTER TABLE audit_entry ENABLE TRIGGER USER", []);
  expect(await verify()).toMatchObject({ fault: null });
});

test("an entry from the future does not close the chain", async () => {
  await write(1, -365 * 86_400_000);
  await run();
  await write(2);
  await run();
  expect(await countWaiting(product.services)).toBe(0);
  expect(await verify()).toMatchObject({ fault: null, entries: 2307 });
});

test("commands and several chainers at once seal each entry once, in one chain", async () => {
  const inquiry = { name: "A", email: "a@example.com", message: "Hello" };
  let commanding = true;
  const commands = Promise.all(
    Array.from({ length: 100 }, () => product.as().inquiries.create(inquiry)),
  ).finally(() => {
    commanding = false;
  });
  const chainers = Array.from({ length: 3 }, async () => {
    while (commanding) await run();
  });
  await Promise.all([commands, ...chainers]);
  await run();
  expect(await verify()).toMatchObject({ fault: null, entries: 2407 });
  expect(await countWaiting(product.services)).toBe(0);
});

test("the chain refuses to be changed", async () => {
  for (const table of ["audit_batch", "audit_link"])
    for (const change of [
      `UPDATE ${table} SET seq = 9`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
    ])
      await expect(product.db.query("", change, [])).rejects.toThrow(/append-only/);
});
