import { join } from "node:path";
import { Client } from "pg";
import { expect, test } from "vitest";
import { createEmptyDatabase, createTestDatabase } from "../testing.ts";
import { readCatalog } from "./catalog.ts";
import { diffSchemas } from "./diff.ts";
import { migrationsDir } from "./index.ts";
import { readSchema } from "./new-migration.ts";

/** What the migrations add by hand, since Prisma's schema has no words for it. */
const byHand = [
  "constraint api_key.api_key_limits_override",
  "constraint fulfillment_line.fulfillment_line_quantity",
  "constraint inventory_level.inventory_level_never_oversold",
  "constraint order.order_total",
  "constraint order_item.order_item_fulfilled",
  "constraint order_item.order_item_tax",
  "constraint order_item.order_item_total",
  "constraint payment_transaction.payment_transaction_amount",
  "constraint price.price_amount_range",
  "constraint refund.refund_amount",
  "constraint refund_line.refund_line_amount",
  "constraint tax_rate.tax_rate_range",
  "constraint user.user_partner_role",
  "function refuse_change",
  "function refuse_event_change",
  "function request_log_terms",
  "index alert_open_key",
  "index api_key_successor_key",
  "index customer_address_default_key",
  "index customer_partner_id_email_key",
  "index data_key_name_key",
  "index inbox_event_conflict_key",
  "index order_partner_id_external_id_key",
  "index order_reservation_expires_at_idx",
  "index request_log_errors_idx",
  "index request_log_replay_of_idx",
  "index request_log_terms_idx",
  "index stock_reservation_active_key",
  "index tax_rate_country_region_key",
  "trigger audit_batch_append_only",
  "trigger audit_entry_append_only",
  "trigger audit_link_append_only",
  "trigger event_unchanged",
];

test("the migrated schema equals schema.prisma and what is named here", async () => {
  const [migrated, described] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
  const schema = await readSchema(join(migrationsDir, "../schema"));
  await execute(described.url, await diffSchemas("", schema));

  const actual = await readCatalog(migrated.url);
  const expected = await readCatalog(described.url);
  const added = [...actual.keys()].filter((name) => !expected.has(name));

  expect(added).toEqual(byHand);
  for (const name of added) actual.delete(name);
  expect(actual).toEqual(expected);
  expect(expected.size).toBeGreaterThan(100);
  await Promise.all([migrated.drop(), described.drop()]);
});

test("the catalog tells apart what migrations can get wrong", async () => {
  const database = await createEmptyDatabase();
  await execute(database.url, "CREATE TABLE a (id int PRIMARY KEY, note text)");
  const before = await readCatalog(database.url);
  const changes = [
    "ALTER TABLE a ALTER note SET NOT NULL",
    "ALTER TABLE a ALTER note SET DEFAULT ''",
    "ALTER TABLE a ALTER note TYPE varchar(10)",
    "CREATE INDEX a_note ON a (note)",
    "ALTER TABLE a ADD CONSTRAINT a_self FOREIGN KEY (id) REFERENCES a",
  ];
  let last = before;
  for (const change of changes) {
    await execute(database.url, change);
    const now = await readCatalog(database.url);
    expect(now, change).not.toEqual(last);
    last = now;
  }
  await database.drop();
});

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
