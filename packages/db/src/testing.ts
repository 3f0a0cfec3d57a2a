import { inject } from "vitest";
import { cloneTemplate, type TestDatabase } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A migrated database for one test or file, on the server of the run. */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneTemplate(inject("postgresUrl"));
}

/** A database without a table, for what migrates it itself. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return cloneTemplate(inject("postgresUrl"), "empty");
}
