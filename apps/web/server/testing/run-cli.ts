import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ServerEnv } from "./server-process.ts";

const main = fileURLToPath(new URL("../cli/main.ts", import.meta.url));

export type CliRun = {
  kill(): void;
  ended: Promise<{ status: number | null; stdout: string; stderr: string }>;
};

/** Runs a command of the command line in a process of its own. */
export function runCli(env: ServerEnv, ...words: string[]): CliRun {
  const child = spawn(process.execPath, [main, ...words], {
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      texts[name] += chunk;
    });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return {
    kill: () => child.kill("SIGKILL"),
    ended: ended.then((status) => ({ status, ...texts })),
  };
}
