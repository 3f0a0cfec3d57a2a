/** `{ passed, failed, skipped }` of Vitest's JSON report; a run that broke without a failed test has one. */
export function sumVitest(report, ok) {
  if (!report) return broken;
  // A file that cannot be loaded has no tests that could have failed.
  const unloaded = report.testResults.filter(
    (file) =>
      file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return counted(ok, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/** The same of Playwright's; a test that passed when tried again has passed. */
export function sumPlaywright(report, ok) {
  if (!report) return broken;
  const { expected, flaky, unexpected, skipped } = report.stats;
  return counted(ok, {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
  });
}

/** `N passed, N failed`, and `, N skipped` where some were. */
export function summaryLine(sums) {
  const total = (name) => sums.reduce((sum, each) => sum + each[name], 0);
  const skipped = total("skipped");
  return `${total("passed")} passed, ${total("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

const broken = { passed: 0, failed: 1, skipped: 0 };

function counted(ok, sum) {
  return ok || sum.failed > 0 ? sum : { ...sum, failed: 1 };
}
