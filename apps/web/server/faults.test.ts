import { createTestDatabase } from "@crossdock/db/testing";
import { expect, test, vi } from "vitest";
import { runFaults } from "./testing/faults/run-faults.ts";

vi.setConfig({ testTimeout: 240_000 });

// A thousand such orders: npm run bench -- faults --runs 1000.
test("providers that fail and processes that are killed leave the books even", async () => {
  const database = await createTestDatabase();
  const report = await runFaults(database, { seed: 1, orders: 30, kills: 6, atOnce: 6 });
  expect(report.faults).toEqual([]);
  expect(report.captured.ledger).toBe(report.captured.provider);
  expect(report.refunded.ledger).toBe(report.refunded.provider);
  expect(Object.values(report.kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3);
  expect(report.orders).toBe(30);
});
