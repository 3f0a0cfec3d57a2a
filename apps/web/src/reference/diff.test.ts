import { expect, test } from "vitest";
import { diffDocuments } from "./diff.ts";
import { Document } from "./document.ts";

const text = { type: "string" };
const number = { type: "integer" };

test("tells members that came, went, changed alike, and what is optional", () => {
  const older = shapes({
    Note: object({ items: list({ by: text, at: text }), size: number, page: number, mood: text }),
  });
  const newer = shapes({
    Note: object(
      { lines: list({ by: text }), size: ref("Size"), page: ref("Size"), mood: text, ink: text },
      ["lines", "size", "page"],
    ),
    Size: object({ amount: number, unit: text }),
  });
  expect(diffDocuments(newer, older)).toEqual([
    {
      place: "`Note`",
      changes: [
        "`lines` is new",
        "`ink` is new, and optional",
        "`items` is no longer there",
        "`size`, `page` are `Size`; they were `integer`",
        "`mood` is optional now",
      ],
    },
    { place: "`Size`", changes: ["is new: `amount`, `unit`"] },
  ]);
});

test("tells values that a member takes too, or no longer", () => {
  const older = shapes({ Note: object({ ink: { enum: ["red", "blue"] } }) });
  const newer = shapes({ Note: object({ ink: { enum: ["blue", "green"] } }) });
  expect(diffDocuments(newer, older)).toEqual([
    { place: "`Note`", changes: ['`ink` is now `"green"` too', '`ink` is no longer `"red"`'] },
  ]);
});

test("tells operations that came, went or moved, and parameters", () => {
  const older = calls({ "notes.list": "/notes", "notes.find": "/search", "notes.burn": "/fire" });
  const newer = calls({
    "notes.list": "/notes",
    "notes.find": "/notes/find",
    "notes.fold": "/fold",
  });
  newer.paths["/notes"]?.get?.parameters.push({ name: "by", in: "query", schema: text });
  expect(diffDocuments(newer, older)).toEqual([
    {
      place: "Operations",
      changes: [
        "`notes.find` is `GET /notes/find`; it was `GET /search`",
        "`notes.fold` is new: `GET /fold`",
        "`notes.burn` is no longer there",
      ],
    },
    { place: "Parameters of `notes.list`", changes: ["`by` is new, and optional"] },
  ]);
});

test("tells nothing of what is the same", () => {
  const document = shapes({ Note: object({ by: text }) });
  expect(diffDocuments(document, document)).toEqual([]);
});

function shapes(schemas: Record<string, unknown>): Document {
  return Document.parse({
    info: { title: "Notes", version: "v1" },
    servers: [],
    paths: {},
    components: { schemas, responses: {}, parameters: {} },
  });
}

function calls(paths: Record<string, string>): Document {
  const operations = Object.entries(paths).map(([operationId, path]) => {
    return [path, { get: { operationId, summary: "", tags: [], responses: {} } }] as const;
  });
  return Document.parse({ ...shapes({}), paths: Object.fromEntries(operations) });
}

function object(properties: Record<string, unknown>, required = Object.keys(properties)) {
  return { type: "object", properties, required };
}

function list(properties: Record<string, unknown>) {
  return { type: "array", items: object(properties) };
}

function ref(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}
