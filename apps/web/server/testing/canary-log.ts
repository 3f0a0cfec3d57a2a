import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestApp } from "./test-app.ts";
import { until } from "./until.ts";

/** Where the shop's requests are written as NDJSON. */
export function ndjsonOf({ env }: TestApp): string {
  return join(env.DATA_DIR ?? "", "requests.ndjson");
}

/** All that the log of requests has written, once it has this call too: the file, and each of its tables. */
export async function writtenLog(app: TestApp, url: string): Promise<string[]> {
  const { prisma } = app.product.db;
  const { headers } = await fetch(`${url}/api/v2/me`);
  const requestId = headers.get("x-request-id") ?? "";
  const written = () => prisma.requestLog.count({ where: { requestId } });
  await until("the last request is in the log", async () => (await written()) > 0);
  const texts = [await readFile(ndjsonOf(app), "utf8")];
  for (const table of ["request_log", "request_detail", "request_rollup", "error_rollup"]) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT t::text AS row FROM ${table} t`,
    );
    if (rows.length < 100) throw new Error(`${table} has ${rows.length} rows.`);
    texts.push(rows.map(({ row }) => row).join("\n"));
  }
  return texts;
}
