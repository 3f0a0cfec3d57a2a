import { createReadStream } from "node:fs";
import { join } from "node:path";
import { callAs, jobs } from "@crossdock/api";
import { newId, systemPrincipal } from "@crossdock/core";
import type { Product } from "../../apps/web/server/product.ts";
import { verdict } from "./verdict.ts";
import { watchProcess } from "./watch-process.ts";

type Options = {
  /** How many rows have to be in a file. */
  rows: number;
  /** Where the disk storage keeps the files. */
  dataDir: string;
};

/**
 * Has the job write the requests of 30 days as a file of each format. False where rows are missing, where
 * the second half of the work still needs more memory, or where others wait for long.
 */
export async function measureExports(product: Product, options: Options): Promise<boolean> {
  const isCsvGood = await measureExport(product, "csv", options);
  return (await measureExport(product, "ndjson", options)) && isCsvGood;
}

async function measureExport(
  product: Product,
  format: "csv" | "ndjson",
  { rows, dataDir }: Options,
): Promise<boolean> {
  const { exports, logs } = callAs(product, principal, "cli");
  const { id } = await logs.export({ format, filter: { range: "30d" } });
  const end = watchProcess();
  const start = performance.now();
  await runExport(product, id);
  const seconds = (performance.now() - start) / 1000;
  const { grownBytes, laterBytes, delayMs, workMs } = end();
  const done = (await exports.list({})).data.find((one) => one.id === id);
  const file = await read(join(dataDir, "files", "exports", id));
  const found = file.lines - (format === "csv" ? 1 : 0);
  const isWhole = found === rows && done?.state === "ready" && done.rowsDone === rows;
  const counted = found.toLocaleString("en");
  console.log(`${format}: ${toMb(file.bytes)} MB in ${seconds.toFixed(1)} s`);
  console.log(
    `  memory +${toMb(grownBytes)} MB, the loop late by ${delayMs.toFixed(0)} ms at the most`,
  );
  console.log(
    `  rows: ${counted} of ${rows.toLocaleString("en")}: ${isWhole ? "reached" : "MISSED"}`,
  );
  return [
    isWhole,
    verdict("  more memory in the second half", laterBytes / 1e6, 64, "MB"),
    verdict("  longest work in a turn of the loop", workMs, 200),
  ].every(Boolean);
}

const principal = systemPrincipal("bench");

/** As a worker does it. @throws what made it fail */
async function runExport(product: Product, exportId: string): Promise<void> {
  const job = jobs.find(({ name }) => name === "run-export");
  if (!job) throw new Error("There is no job that writes exports");
  const requestId = newId("req", product.clock.now());
  await job.run({ services: product, principal, transport: "job", requestId }, { exportId });
}

async function read(path: string): Promise<{ lines: number; bytes: number }> {
  let [lines, bytes] = [0, 0];
  for await (const chunk of createReadStream(path)) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1)) lines++;
  }
  return { lines, bytes };
}

const lineFeed = 10;

function toMb(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
