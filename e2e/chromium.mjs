import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { at } from "../tools/prepare/root.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium to test with: `E2E_CHROMIUM`, else one on the PATH, else the one that npm brought,
 * unpacked once into node_modules.
 */
export async function findChromium(env = process.env) {
  if (env.E2E_CHROMIUM) return env.E2E_CHROMIUM;
  const folders = (env.PATH ?? "").split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return onPath.find((path) => existsSync(path)) ?? unpackBundled();
}

async function unpackBundled() {
  const home = at("node_modules/.crossdock/chromium");
  const launcher = join(home, "launch");
  if (existsSync(launcher)) return launcher;
  const work = `${home}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  await inflateInto(work);
  writeFileSync(join(work, "fonts/fonts.conf"), fontsConfig);
  writeFileSync(join(work, "launch"), script);
  chmodSync(join(work, "launch"), 0o755);
  rmSync(home, { recursive: true, force: true });
  renameSync(work, home);
  return launcher;
}

/** The package unpacks into the temporary folder only, so for the while of it that is `folder`. */
async function inflateInto(folder) {
  const { default: bundled, inflate } = await import("@sparticuz/chromium");
  const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await bundled.executablePath();
    await inflate(join(dirname(dirname(entry)), "bin/al2023.tar.br"));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">.</dir></fontconfig>
`;

/** Offers the libraries and fonts that a bare machine lacks to the browser alone. */
const script = `#!/bin/sh
here="$(cd "\${0%/*}" && pwd)"
export LD_LIBRARY_PATH="$here/al2023/lib:$LD_LIBRARY_PATH"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;
