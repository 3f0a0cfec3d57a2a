import { expect, test } from "vitest";
import { releasesOf } from "./changelog.ts";

function documentWith(...members: string[]): string {
  const properties = Object.fromEntries(members.map((name) => [name, { type: "string" }]));
  return JSON.stringify({
    info: { title: "Notes", version: "v" },
    servers: [],
    paths: {},
    components: {
      schemas: { Note: { type: "object", properties } },
      responses: {},
      parameters: {},
    },
  });
}

const documents = new Map([
  ["v3", documentWith("by", "lines")],
  ["v2", documentWith("by", "items")],
  ["v1", documentWith("from", "items")],
]);

const items = { operation: "notes.get", summary: "`lines` is `items`." };
const from = { operation: "notes.list", summary: "`by` is `from`." };

const source = {
  versions: [...documents.keys()].map((name) => ({ name, released: "2026-11-22" })),
  openapi: (version: string) => documents.get(version),
  changes: (version: string) =>
    ({ v2: [items], v1: [items, from, { ...from, operation: "notes.create" }] })[version] ?? [],
};

test("tells each version beside the one before, the first one alone", () => {
  const [v3, v2, v1] = releasesOf(source);
  expect(v3?.before).toMatchObject({
    version: "v2",
    operations: [{ summary: items.summary, names: ["notes.get"] }],
    shapes: [{ place: "`Note`" }],
  });
  expect(v2?.before?.version).toBe("v1");
  expect(v1).toEqual({ facts: { name: "v1", released: "2026-11-22" } });
});

test("operations of one summary are together; what the next version says too is no difference", () => {
  const [, v2] = releasesOf(source);
  expect(v2?.before?.operations).toEqual([
    { summary: from.summary, names: ["notes.list", "notes.create"] },
  ]);
});
