import { newId } from "@crossdock/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestProduct, type TestProduct } from "../testing/index.ts";
import type { Head } from "./chain.ts";
import { chainAudit } from "./chain-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

let product: TestProduct;
const ids: string[] = [];
let noted: Head;
beforeAll(async () => {
  product = await createTestProduct();
  // Somebody who owns the database, as the attacker here does, takes the triggers off.
  for (const table of ["audit_entry", "audit_batch", "audit_link"])
    await sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (let batch = 0; batch < 6; batch++) await writeBatch(40);
  noted = (await verifyAudit(product.services)).head;
  for (const table of ["audit_entry", "audit_batch", "audit_link"])
    await sql(`CREATE TABLE kept_${table} AS TABLE ${table}`);
});
afterAll(() => product.close());

const sql = (text: string) => product.db.query("", text, []);

async function writeBatch(count: number): Promise<void> {
  const createdAt = product.clock.now();
  const made = Array.from({ length: count }, () => newId("aud", createdAt));
  ids.push(...made);
  await product.db.prisma.auditEntry.createMany({
    data: made.map((id, n) => ({
      ...{ id, action: "things.update", transport: "trpc" as const, requestId: `req_${n}` },
      ...{ actorKind: "user", actorId: `usr_${n}`, actorName: "A", createdAt },
    })),
  });
  await chainAudit.run(product.context, {});
}

async function restore(): Promise<void> {
  for (const table of ["audit_entry", "audit_batch", "audit_link"]) {
    await sql(`DELETE FROM ${table}`);
    await sql(`INSERT INTO ${table} TABLE kept_${table}`);
  }
}

const at = (n: number) => ids[n] ?? "";

/** What is done to the database, and where doctor must see it: every 40 entries are a batch. */
const tamperings: [string, () => string[], { seq?: number | null; entryId?: string | null }][] = [
  ...["action", "target_id", "transport", "request_id", "actor_kind", "actor_id", "actor_name"].map(
    (column, n): (typeof tamperings)[number] => [
      `${column} is edited`,
      () => [`UPDATE audit_entry SET ${column} = 'x' WHERE id = '${at(n * 30)}'`],
      { seq: Math.floor((n * 30) / 40) + 1 },
    ],
  ),
  [
    "a time is edited",
    () => [
      `UPDATE audit_entry SET created_at = created_at - interval '1ms' WHERE id = '${at(99)}'`,
    ],
    { seq: 3 },
  ],
  ["an entry is deleted", () => [`DELETE FROM audit_entry WHERE id = '${at(41)}'`], { seq: 2 }],
  [
    "an entry is deleted with its place",
    () => [
      `DELETE FROM audit_entry WHERE id = '${at(200)}'`,
      `DELETE FROM audit_link WHERE entry_id = '${at(200)}'`,
    ],
    { seq: 6 },
  ],
  [
    "the last entry of a batch is deleted with its place, and the batch's count is mended",
    () => [
      `DELETE FROM audit_entry WHERE id = '${at(79)}'`,
      `DELETE FROM audit_link WHERE entry_id = '${at(79)}'`,
      "UPDATE audit_batch SET count = 39 WHERE seq = 2",
    ],
    { seq: 2 },
  ],
  [
    "two entries change their contents",
    () => [
      `UPDATE audit_entry a SET request_id = b.request_id, actor_id = b.actor_id FROM audit_entry b
       WHERE (a.id, b.id) IN (('${at(50)}', '${at(171)}'), ('${at(171)}', '${at(50)}'))`,
    ],
    { seq: 2 },
  ],
  [
    "an entry changes its id",
    () => [
      `UPDATE audit_entry SET id = '${at(120).slice(0, -1)}0' WHERE id = '${at(120)}'`,
      `UPDATE audit_link SET entry_id = '${at(120).slice(0, -1)}0' WHERE entry_id = '${at(120)}'`,
    ],
    { seq: 4 },
  ],
  ["a batch is deleted", () => ["DELETE FROM audit_batch WHERE seq = 4"], { seq: 4 }],
  [
    "a batch is deleted with its entries",
    () => [
      "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_link WHERE seq = 3)",
      "DELETE FROM audit_link WHERE seq = 3",
      "DELETE FROM audit_batch WHERE seq = 3",
    ],
    { seq: 3 },
  ],
  [
    "a batch's time is edited",
    () => ["UPDATE audit_batch SET created_at = now() WHERE seq = 5"],
    { seq: 5 },
  ],
  [
    "a hash is edited",
    () => ["UPDATE audit_batch SET hash = previous_hash WHERE seq = 2"],
    { seq: 2 },
  ],
  [
    "an entry is put in with a place of its own",
    () => [
      `INSERT INTO audit_entry SELECT 'aud_00000000000000000000000001', action, target_id, transport,
        request_id, actor_kind, actor_id, actor_name, created_at FROM audit_entry LIMIT 1`,
      `INSERT INTO audit_link VALUES ('aud_00000000000000000000000001', 2, 40, 'ff')`,
    ],
    { seq: 2, entryId: "aud_00000000000000000000000001" },
  ],
  [
    "an old entry is put in beside the chain",
    () => [
      `INSERT INTO audit_entry SELECT 'aud_00000000000000000000000001', action, target_id, transport,
        request_id, actor_kind, actor_id, actor_name, created_at FROM audit_entry LIMIT 1`,
    ],
    { seq: null, entryId: "aud_00000000000000000000000001" },
  ],
  [
    "the last batch is cut off, its places are left",
    () => ["DELETE FROM audit_batch WHERE seq = 6"],
    { seq: 5 },
  ],
  [
    "the end is cut off cleanly",
    () => [
      "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_link WHERE seq > 4)",
      "DELETE FROM audit_link WHERE seq > 4",
      "DELETE FROM audit_batch WHERE seq > 4",
    ],
    { seq: 4 },
  ],
  [
    "everything is deleted",
    () => ["DELETE FROM audit_entry", "DELETE FROM audit_link", "DELETE FROM audit_batch"],
    { seq: 0 },
  ],
];

test.each(tamperings)("%s: found where it was done", async (_name, changes, expected) => {
  for (const change of changes()) await sql(change);
  const { fault } = await verifyAudit(product.services, noted);
  await restore();
  expect(fault).toMatchObject(expected);
  expect(await verifyAudit(product.services, noted)).toMatchObject({ fault: null, entries: 240 });
});

test("a chain that goes on still holds the head that was noted", async () => {
  await writeBatch(5);
  const report = await verifyAudit(product.services, noted);
  expect(report).toMatchObject({ fault: null, entries: 245, head: { seq: 7 } });
});
