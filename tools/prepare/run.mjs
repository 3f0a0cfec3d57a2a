import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { at, root } from "./root.mjs";

/** Runs a command in the clone's folder to its end, its output kept: `{ ok, output }`. */
export async function run(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  const [code] = await once(child, "close");
  return { ok: code === 0, output: Buffer.concat(output).toString() };
}

/** The Node that npm installed with us, where its package exists for this platform; else this one. */
export function nodePath() {
  const installed = at("node_modules/.bin/node");
  return existsSync(installed) ? installed : process.execPath;
}
