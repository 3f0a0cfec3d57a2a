import { exportEnv } from "@crossdock/config/env";
import { cloneTemplate, startTestServer, type TestDatabase } from "@crossdock/db/test-server";
import { spawnServer } from "../apps/web/server/testing/server-process.ts";
import { until } from "../apps/web/server/testing/until.ts";
import type { Template } from "./fixtures/shop.ts";
import { shopEnv } from "./fixtures/shop-env.ts";

/** One PostgreSQL for the run, and in it the demo shop as a first start makes it: every shop is a copy. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const postgres = await startTestServer();
  try {
    const database = await cloneTemplate(postgres.url);
    const template: Template = { serverUrl: postgres.url, ...(await firstStart(database)) };
    exportEnv({ E2E_TEMPLATE: JSON.stringify(template) });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return postgres.stop;
}

async function firstStart({ url }: TestDatabase): Promise<Omit<Template, "serverUrl">> {
  const server = await spawnServer({ ...shopEnv(url), SEED: "demo" });
  let gone = false;
  server.exited.then(() => {
    gone = true;
  });
  const ready = () => gone || server.output().includes("Try the API");
  await until("the demo shop is made", ready, 240_000);
  const welcome = server.output();
  // Nobody may be connected to what is copied.
  await server.end("SIGTERM");
  return {
    databaseUrl: url,
    linkToken: find(/login\/link\?token=(\S+)/, welcome),
    firstKey: find(/Bearer ([^"\s]+)/, welcome),
  };
}

function find(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (!found) throw new Error(`The first start did not tell ${pattern}:\n${text}`);
  return found;
}
