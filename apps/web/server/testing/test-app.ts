import { createTestDatabase } from "@crossdock/db/testing";
import { startAppOn, type TestApp } from "./app-on.ts";
import type { ServerEnv } from "./server-process.ts";

export type { TestApp } from "./app-on.ts";

/** A shop on a database of its own, on the server of the run. */
export async function startTestApp(extra: ServerEnv = {}): Promise<TestApp> {
  return startAppOn(await createTestDatabase(), extra);
}
