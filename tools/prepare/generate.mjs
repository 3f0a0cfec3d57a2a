import { existsSync } from "node:fs";
import { Fault } from "./fault.mjs";
import { at } from "./root.mjs";
import { nodePath, run } from "./run.mjs";
import { hashOf, isFresh, writeStamp } from "./stamp.mjs";

export const generate = {
  title: "Generating the Prisma client",
  isNeeded: isStale,
  run: prismaGenerate,
};

const stamp = "node_modules/.crossdock/prisma-client";

const currentHash = () =>
  hashOf(["prisma/schema", "prisma.config.ts", "node_modules/prisma/package.json"]);

function isStale() {
  const made = existsSync(at("packages/db/src/generated/client.ts"));
  const installed = existsSync(at("node_modules/prisma/package.json"));
  return !made || !installed || !isFresh(stamp, currentHash());
}

async function prismaGenerate() {
  const hash = currentHash();
  const { ok, output } = await run(
    nodePath(),
    [at("node_modules/prisma/build/index.js"), "generate"],
    {
      // Prisma would download its schema engine, which generating does not need; any executable stops that.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  );
  if (!ok) throw new Fault(`prisma generate failed:\n${output}`);
  writeStamp(stamp, hash);
}
