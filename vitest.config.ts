import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.{ts,tsx}",
      "apps/web/{server,src}/**/*.test.ts",
      "tools/**/*.test.mjs",
    ],
    globalSetup: "packages/db/src/testing-setup.ts",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
