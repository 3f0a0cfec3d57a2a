import type { TestProject } from "vitest/node";
import { startTestServer } from "./test-server.ts";

/** Vitest's global set-up: one PostgreSQL for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
