// npm run e2e -- PLAYWRIGHT ARGS: the browser tests, with whatever Chromium this machine has.
import { spawnSync } from "node:child_process";
import { findChromium } from "../e2e/chromium.mjs";
import { at } from "./prepare/root.mjs";
import { nodePath } from "./prepare/run.mjs";

const playwright = at("node_modules/@playwright/test/cli.js");
const { status } = spawnSync(nodePath(), [playwright, "test", ...process.argv.slice(2)], {
  cwd: at("e2e"),
  env: { ...process.env, E2E_CHROMIUM: await findChromium() },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
