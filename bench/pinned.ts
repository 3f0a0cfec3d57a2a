import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";

/**
 * Keeps this process, which makes the load, and whatever it starts but `spawnPinned`, off the first
 * core. False where there is no `taskset` or no second core.
 */
export function pinRest(): boolean {
  const cores = availableParallelism();
  if (cores < 2) return false;
  const args = ["-a", "-c", "-p", `1-${cores - 1}`, String(process.pid)];
  return spawnSync("taskset", args).status === 0;
}

/** Runs a script with Node, on the first core alone where the rest is kept off it. */
export function spawnPinned(args: string[], options: SpawnOptions, pinned: boolean): ChildProcess {
  const command = [...(pinned ? ["taskset", "-c", "0"] : []), process.execPath, ...args];
  const [file = process.execPath, ...rest] = command;
  return spawn(file, rest, options);
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill()) await once(child, "exit");
}
