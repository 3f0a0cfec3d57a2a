import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** Runs the program of a package installed here, in this folder, to its end: its exit code and all that it printed. */
export async function run(script: string, ...args: string[]) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "node_modules", script), ...args],
    {
      cwd: import.meta.dirname,
      env: { NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const [code] = await once(child, "close");
  return { code, output: Buffer.concat(output).toString() };
}
