import { describe, expect, test } from "vitest";
import { documents } from "./documents.ts";
import { run } from "./run.ts";

describe.each(documents)("the document of $version", ({ path }) => {
  test("has nothing that Spectral's OpenAPI and OWASP rules find fault with", async () => {
    const args = ["lint", "--ruleset", "spectral.yaml", "--fail-severity", "hint", path];
    const { code, output } = await run("@stoplight/spectral-cli/dist/index.js", ...args);
    expect(output).toContain("No results");
    expect(code).toBe(0);
  });

  test("has nothing that Redocly's strict rules find fault with", async () => {
    const { code, output } = await run("@redocly/cli/bin/cli.js", "lint", path);
    expect(output).toContain("Your API description is valid");
    expect(code).toBe(0);
  });
});
