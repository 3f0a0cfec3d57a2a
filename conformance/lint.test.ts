import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documents } from "./documents.ts";
import { run } from "./run.ts";

const spectral = "@stoplight/spectral-cli/dist/index.js";
const redocly = "@redocly/cli/bin/cli.js";

describe.each(documents)("the document of $version", ({ path }) => {
  test("has nothing that Spectral's OpenAPI and OWASP rules find fault with", async () => {
    const args = ["lint", "--ruleset", "rules/spectral.yaml", "--fail-severity", "hint", path];
    const { code, output } = await run(spectral, ...args);
    expect(output).toContain("No results");
    expect(code).toBe(0);
  });

  test("has nothing that Redocly's strict rules find fault with", async () => {
    const { code, output } = await run(redocly, "lint", "--config", "rules/redocly.yaml", path);
    expect(output).toContain("Your API description is valid");
    expect(code).toBe(0);
  });
});

describe("a document with faults", () => {
  const folder = mkdtempSync(join(tmpdir(), "crossdock-lint-"));
  const path = join(folder, "faulty.json");
  beforeAll(() => writeFileSync(path, JSON.stringify(faulty)));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("does not get past Spectral", async () => {
    const { code, output } = await run(spectral, "lint", "--ruleset", "rules/spectral.yaml", path);
    for (const rule of ["oas3-schema", "operation-tags", "owasp:api4:2023-string-limit"]) {
      expect(output).toContain(rule);
    }
    expect(code).toBe(1);
  });

  test("does not get past Redocly", async () => {
    const { code, output } = await run(redocly, "lint", "--config", "rules/redocly.yaml", path);
    for (const rule of ["security-defined", "struct"]) expect(output).toContain(rule);
    expect(code).toBe(1);
  });
});

const faulty = {
  openapi: "3.1.1",
  info: { title: "Faulty" },
  paths: {
    "/books": {
      get: {
        operationId: "books.list",
        parameters: [{ name: "q", in: "query", schema: { type: "string" } }],
        responses: { 200: { description: "OK" } },
      },
    },
  },
};
