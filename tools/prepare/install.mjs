import { existsSync } from "node:fs";
import { Fault } from "./fault.mjs";
import { at } from "./root.mjs";
import { nodePath, run } from "./run.mjs";
import { readIfThere } from "./stamp.mjs";

export const install = {
  title: "Installing dependencies",
  isNeeded: isStale,
  run: () => npmInstall(),
};

/** The Node that runs this file must at least know how to install. */
export function requireNode() {
  if (isAtLeast(process.versions.node, 20, 19)) return;
  throw new Fault(`Node ${process.versions.node} is too old: install Node 20.19 or newer`);
}

/** The product's TypeScript runs unbuilt, on the Node from npm or on a recent one of the machine. */
export function requireRuntime() {
  if (nodePath() !== process.execPath || isAtLeast(process.versions.node, 22, 18)) return;
  throw new Fault(
    `npm has no Node for ${process.platform}-${process.arch}, and Node ${process.versions.node} cannot run TypeScript: install Node 22.18 or newer`,
  );
}

/** npm keeps what it installed in `node_modules/.package-lock.json`: stale is what differs from ours. */
function isStale() {
  const installed = readPackages(at("node_modules/.package-lock.json"));
  if (!installed) return true;
  const wanted = readPackages(at("package-lock.json")) ?? {};
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === "") return false;
    return installed[path] ? installed[path].version !== entry.version : !isOptional(entry);
  });
}

/**
 * Installs what the lock file says and leaves that file alone, as `npm ci` does; but `npm ci` refuses a
 * lock file that lacks another platform's optional binaries. No dependency needs its install script.
 * @param more further arguments, such as `--prefix` and another folder with a lock file of its own
 */
export async function npmInstall(...more) {
  const args = ["install", "--no-save", "--ignore-scripts", "--include=dev", "--include=optional"];
  const cli = process.env.npm_execpath;
  const { ok, output } = await (cli?.endsWith(".js") && existsSync(cli)
    ? run(process.execPath, [cli, ...args, ...more, ...quiet])
    : run("npm", [...args, ...more, ...quiet]));
  if (!ok) throw new Fault(explain(output));
}

const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

function explain(output) {
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `npm cannot write to ${at("node_modules")}: make the folder writable for this user`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return "npm cannot reach its registry: connect this machine (or set npm's registry or proxy) and start again";
  }
  if (/ENOSPC/.test(output)) return "the disk is full: free about 2 GB and start again";
  const reasons = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
  return `npm install failed: ${reasons.slice(0, 3).join(" ") || output.trim().slice(-300)}`;
}

function readPackages(path) {
  const text = readIfThere(path);
  return text && JSON.parse(text).packages;
}

function isOptional(entry) {
  return entry.optional || entry.devOptional || entry.peer;
}

function isAtLeast(version, major, minor) {
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
