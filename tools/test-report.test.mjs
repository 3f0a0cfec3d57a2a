import { expect, test } from "vitest";
import { summaryLine, sumPlaywright, sumVitest } from "./test-report.mjs";

const vitest = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};
const playwright = { stats: { expected: 2, flaky: 1, unexpected: 0, skipped: 0 }, errors: [] };

test("sums both runs and names skipped tests only where there are some", () => {
  expect(summaryLine([sumVitest(vitest, true), sumPlaywright(playwright, true)])).toBe(
    "8 passed, 0 failed",
  );
  const skipping = { ...playwright, stats: { ...playwright.stats, skipped: 2 } };
  expect(summaryLine([sumVitest(vitest, true), sumPlaywright(skipping, true)])).toBe(
    "8 passed, 0 failed, 2 skipped",
  );
});

test("a run that wrote no report or ended badly counts as a failure", () => {
  expect(sumVitest(undefined, false).failed).toBe(1);
  expect(sumVitest(vitest, false).failed).toBe(1);
  expect(sumPlaywright(undefined, true).failed).toBe(1);
  expect(sumPlaywright(playwright, false).failed).toBe(1);
});

test("a test file that cannot be loaded is a failure", () => {
  const unloaded = { ...vitest, testResults: [{ status: "failed", assertionResults: [] }] };
  expect(sumVitest(unloaded, false).failed).toBe(1);
});
