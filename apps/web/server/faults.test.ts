import { createTestDatabase } from "@crossdock/db/testing";
import { expect, test, vi } from "vitest";
import { createDice } from "./testing/faults/dice.ts";
import { startFaultShop } from "./testing/faults/fault-shop.ts";
import { chargeManyTimes } from "./testing/faults/races.ts";
import { runFaults } from "./testing/faults/run-faults.ts";

vi.setConfig({ testTimeout: 300_000 });

// A thousand such orders: npm run bench -- faults --runs 1000.
test("providers that fail and processes that are killed leave the books even", async () => {
  const database = await createTestDatabase();
  const report = await runFaults(database, { seed: 1, orders: 16, kills: 4, atOnce: 8 });
  expect(report.faults).toEqual([]);
  expect(report.captured.ledger).toBe(report.captured.provider);
  expect(report.refunded.ledger).toBe(report.refunded.provider);
  expect(Object.values(report.kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1);
  expect(report.orders).toBe(16);
});

// Five thousand of each: npm run bench charge.
test("a hundred at once who take an order's money take it once", async () => {
  const shop = await startFaultShop(await createTestDatabase(), createDice(1));
  try {
    for (const provider of ["stripe", "paypal"] as const) {
      const done = await chargeManyTimes(shop, provider, { attempts: 100, atOnce: 50 });
      expect(done).toMatchObject({ captures: 1, captured: 2000 });
    }
  } finally {
    await shop.close();
  }
});
