import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { spawnPinned, stopChild } from "../pinned.ts";
import type { Server, Usage } from "../server.ts";

export type ContenderServer = Server & {
  /** How long it took to make the handler of its router. */
  bootMs: number;
};

/** Installs the rivals beside this file, where `npm start` leaves them out. */
export function installRivals(): void {
  const args = ["install", "--no-audit", "--no-fund", "--prefix", at(".")];
  const { status } = spawnSync("npm", args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("The rivals could not be installed.");
}

/** @param module its file in `contenders/` */
export async function startContender(
  name: string,
  module: string,
  operations: number,
  pinned: boolean,
): Promise<ContenderServer> {
  const child = spawnPinned(
    [at("main.ts"), module, String(operations)],
    { env: { NODE_ENV: "production" }, stdio: ["ignore", "ignore", "inherit", "ipc"] },
    pinned,
  );
  const ended = once(child, "exit").then(() => {
    throw new Error(`${name} has ended.`);
  });
  // It ends in peace where nobody waits for it.
  ended.catch(() => {});
  const hear = async () => {
    const [told] = await Promise.race([once(child, "message"), ended]);
    return told;
  };
  const { port, bootMs } = await hear();
  return {
    ...{ name, bootMs, origin: `http://127.0.0.1:${port}`, base: "", headers: {} },
    async usage(): Promise<Usage> {
      child.send("usage");
      return await hear();
    },
    stop: () => stopChild(child),
  };
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
