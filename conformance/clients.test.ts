import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../apps/web/server/testing/test-app.ts";
import type { Connect } from "./clients/shop.ts";
import { documents } from "./documents.ts";
import { run } from "./run.ts";

const generated = join(import.meta.dirname, "clients/generated");

const newest = "../../node_modules/typescript/bin/tsc";

const generators = ["openapi-fetch", "hey-api", "orval"];

let app: TestApp;
let url: string;
let key: string;

beforeAll(async () => {
  await rm(generated, { recursive: true, force: true });
  await succeed("orval/dist/bin/orval.mjs", "--fail-on-warnings");
  for (const { version, path } of documents) {
    const folder = join(generated, version);
    await succeed(
      "openapi-typescript/bin/cli.js",
      path,
      "-o",
      `${folder}/openapi-typescript.ts`,
      "--default-non-nullable",
      "false",
    );
    await succeed(
      "@hey-api/openapi-ts/bin/run.js",
      "-i",
      path,
      "-o",
      `${folder}/hey-api`,
      "--no-log-file",
    );
  }
  app = await startTestApp();
  ({ url } = await app.serve());
  key = await app.createKey();
});
afterAll(() => app.close());

test("these tests pass the check of types that the product's code passes", async () => {
  expect(await run(newest, "-p", ".")).toEqual({ code: 0, output: "" });
});

// The newest TypeScript, and the line before it that most programs are still compiled with.
test.each([newest, "typescript/bin/tsc"])(
  "all clients compile under --strict with %s",
  async (compiler) => {
    expect(await run(compiler, "-p", "clients")).toEqual({ code: 0, output: "" });
  },
);

describe.each(documents)("a client made from the document of $version", ({ version }) => {
  test.each(generators)("by %s lists, orders, reads and is refused", async (generator) => {
    const { connect }: { connect: Connect } = await import(`./clients/${version}/${generator}.ts`);
    const { sku } = await app.sell(10, 1000);
    const shop = connect(`${url}/api/${version}`, key);
    expect(await shop.skus()).toContain(sku);
    const order = await shop.order(sku);
    expect(order).toMatch(/^ord_/);
    expect(await shop.total(order)).toBe("2000 EUR");
    expect(await shop.refusal()).toBe("not_found");
  });
});

async function succeed(script: string, ...args: string[]): Promise<void> {
  const { code, output } = await run(script, ...args);
  if (code !== 0) throw new Error(output);
}
