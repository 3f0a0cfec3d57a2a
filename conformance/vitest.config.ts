import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: "../packages/db/src/testing-setup.ts",
    maxWorkers: 2,
    // Each test runs a program of somebody else's, on a machine that may be busy.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
