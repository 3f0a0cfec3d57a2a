// npm run -s cli -- COMMAND ...: the product's command line, on the Node that npm installed with us.
import { spawnSync } from "node:child_process";
import { at } from "./prepare/root.mjs";
import { nodePath } from "./prepare/run.mjs";

const args = [at("apps/web/server/cli/main.ts"), ...process.argv.slice(2)];
const { status } = spawnSync(nodePath(), args, { stdio: "inherit" });
process.exitCode = status ?? 1;
