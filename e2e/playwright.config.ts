import { defineConfig } from "@playwright/test";
import type { ShopOptions } from "./fixtures/shop.ts";

const { BASE_URL, ADMIN_EMAIL, ADMIN_PASSWORD, CI, E2E_CHROMIUM, E2E_TEMPLATE } = process.env;

const chromiumArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** `BASE_URL` (with its owner's `ADMIN_EMAIL` and `ADMIN_PASSWORD`) is tested in place of our own servers. */
export default defineConfig<object, ShopOptions>({
  testDir: "specs",
  globalSetup: BASE_URL ? undefined : "./global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  // Tests that need a server of their own, or its secrets.
  grepInvert: BASE_URL ? /@own-server/ : undefined,
  use: {
    running: BASE_URL ? { url: BASE_URL, email: ADMIN_EMAIL, password: ADMIN_PASSWORD } : null,
    template: E2E_TEMPLATE ? JSON.parse(E2E_TEMPLATE) : null,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: "retain-on-failure",
    launchOptions: { executablePath: E2E_CHROMIUM, args: chromiumArgs },
  },
  projects: [
    { name: "api", testDir: "specs/api" },
    { name: "ui", testDir: "specs/ui" },
    // A trace would take longer than the checks, and their failures tell the element.
    { name: "pages", testDir: "specs/pages", use: { trace: "off" } },
  ],
});
