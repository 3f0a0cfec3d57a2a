import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium to test with: `E2E_CHROMIUM`, else one on the PATH, else the one that npm brought, which
 * unpacks itself into the temporary folder.
 */
export async function findChromium(env = process.env) {
  if (env.E2E_CHROMIUM) return env.E2E_CHROMIUM;
  const folders = (env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return onPath.find((path) => existsSync(path)) ?? unpackBundled();
}

async function unpackBundled() {
  const { default: bundled } = await import("@sparticuz/chromium");
  return bundled.executablePath();
}
