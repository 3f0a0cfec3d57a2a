// npm test: all tests of the packages, those that other people's tools make of the API, then those in a
// browser. The last line is the sum.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "../e2e/chromium.mjs";
import { Fault } from "./prepare/fault.mjs";
import { npmInstall } from "./prepare/install.mjs";
import { at } from "./prepare/root.mjs";
import { nodePath } from "./prepare/run.mjs";
import { readIfThere } from "./prepare/stamp.mjs";
import { summaryLine, sumPlaywright, sumVitest } from "./test-report.mjs";

const folder = mkdtempSync(join(tmpdir(), "crossdock-test-"));
const vitestJson = join(folder, "vitest.json");
const conformanceJson = join(folder, "conformance.json");
const playwrightJson = join(folder, "playwright.json");

const unitOk = runVitest(at("."), vitestJson);
const conformanceOk = (await installConformance()) && runVitest(at("conformance"), conformanceJson);
const browserOk = run(
  at("e2e"),
  "node_modules/@playwright/test/cli.js",
  ["test", "--reporter=list,json"],
  { E2E_CHROMIUM: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightJson },
);

const sums = [
  sumVitest(readReport(vitestJson), unitOk),
  sumVitest(readReport(conformanceJson), conformanceOk),
  sumPlaywright(readReport(playwrightJson), browserOk),
];
rmSync(folder, { recursive: true });
console.log(summaryLine(sums));
process.exitCode = sums.every((sum) => sum.failed === 0) ? 0 : 1;

/** The linters, parsers and generators: the product needs none of them, so they have a lock file of their own. */
async function installConformance() {
  try {
    await npmInstall("--prefix", at("conformance"));
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    console.error(`crossdock: conformance: ${error.message}`);
    return false;
  }
}

function runVitest(cwd, report) {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return run(cwd, "node_modules/vitest/vitest.mjs", ["run", ...reporters]);
}

/** Runs a tool with its output streamed; true when it ended well. */
function run(cwd, script, args, env = {}) {
  const { DATABASE_URL: _never, ...own } = process.env;
  const options = { cwd, env: { ...own, ...env }, stdio: "inherit" };
  return spawnSync(nodePath(), [at(script), ...args], options).status === 0;
}

function readReport(path) {
  const text = readIfThere(path);
  return text && JSON.parse(text);
}
