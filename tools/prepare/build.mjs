import { rmSync } from "node:fs";
import { Fault } from "./fault.mjs";
import { at } from "./root.mjs";
import { nodePath, run } from "./run.mjs";
import { hashOf, isFresh, writeStamp } from "./stamp.mjs";

export const build = { title: "Building the dashboard", isNeeded: isStale, run: nextBuild };

const stamp = "apps/web/.next/crossdock.stamp";

/** `apps/web/server` and tests run as they are, so they do not count. */
const isSource = (name) =>
  name !== "server" && !/\.test\.tsx?$|\.tsbuildinfo$|^next-env/.test(name);

const currentHash = () =>
  hashOf(["apps/web", "docs/errors", "packages", "prisma/schema", "package-lock.json"], isSource);

function isStale() {
  return !isFresh(stamp, currentHash());
}

async function nextBuild() {
  const hash = currentHash();
  rmSync(at(stamp), { force: true });
  const { ok, output } = await run(
    nodePath(),
    [at("node_modules/next/dist/bin/next"), "build", "apps/web"],
    {
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
    },
  );
  if (!ok) throw new Fault(`the dashboard does not build:\n${output}`);
  writeStamp(stamp, hash);
}
