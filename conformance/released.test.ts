import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { documents, readDocument } from "./documents.ts";
import { run } from "./run.ts";

// The server's own gate is `breakingChanges`; Redocly's comparison is a second opinion of it.

type Change = {
  impact: string;
  path: string;
  property?: string;
  base?: { value?: unknown };
  revision?: { pointer: string };
};

const folder = mkdtempSync(join(tmpdir(), "crossdock-released-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(documents)("$version", ({ version, path }) => {
  const released = join(path, "../released", `${version}.json`);

  test("is released, and breaks nothing since in Redocly's opinion", async () => {
    expect(existsSync(released), `${released} is missing`).toBe(true);
    expect(await breaksBetween(released, path)).toEqual([]);
  });

  test("would break something if an operation were gone", async () => {
    const document = readDocument(path);
    const { "/orders": _, ...paths } = document.paths as Record<string, unknown>;
    const smaller = join(folder, `${version}.json`);
    writeFileSync(smaller, JSON.stringify({ ...document, paths }));
    expect(await breaksBetween(released, smaller)).toContain("#/paths/~1orders");
  });
});

async function breaksBetween(before: string, after: string): Promise<string[]> {
  const report = join(folder, "report.json");
  const options = ["--format", "json", "--output", report];
  await run("@redocly/cli/bin/cli.js", "diff", before, after, ...options);
  const { changes }: { changes: Change[] } = JSON.parse(readFileSync(report, "utf8"));
  const majors = changes.filter(({ impact }) => impact === "major");
  return majors.filter((change) => !isHarmless(change)).map(({ path }) => path);
}

const kindOfCaller =
  "#/paths/~1me/get/responses/200/content/application~1json/schema/properties/kind";

const typeOfEvent =
  "#/paths/~1events/get/responses/200/content/application~1json/schema/properties/data/items/properties/type";

function isHarmless({ property = "", base, revision, path }: Change): boolean {
  // Whoever gets a problem of a new code has its status to go by (RFC 9457 §3.1.1).
  if (revision?.pointer.startsWith("#/components/schemas/Problem/")) return true;
  // Callers of new kinds are told what they are; those of the day are told what they were then.
  if (path === kindOfCaller) return true;
  // Whoever reads events skips types that did not exist yet.
  if (path === typeOfEvent) return true;
  // That names are texts went without saying.
  if (path.endsWith("/propertyNames")) return true;
  // What the pattern or the bounds beside it said already is written out now.
  return ["format", "maxLength"].includes(property) && base?.value === undefined;
}
