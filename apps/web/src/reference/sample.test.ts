import { expect, test } from "vitest";
import type { Schema } from "./document.ts";
import { Document } from "./document.ts";
import { createSampler } from "./sample.ts";

const document = Document.parse({
  info: { title: "Notes", version: "v1" },
  servers: [],
  paths: {
    "/notes": {
      post: {
        operationId: "notes.create",
        summary: "Write a note",
        tags: [],
        requestBody: {
          content: {
            "application/json": { schema: {}, example: { by: "Zoë", lines: [{ size: 12 }] } },
          },
        },
        responses: {},
      },
    },
  },
  components: {
    schemas: { Line: { type: "object", properties: { size: { type: "integer" } } } },
    responses: {},
    parameters: {},
  },
});

const sample = createSampler(document);

test.each<[string, Schema, unknown]>([
  ["a constant", { const: "x" }, "x"],
  ["an enum", { enum: ["red", "blue"] }, "red"],
  ["a union, by its first", { anyOf: [{ type: "boolean" }, { type: "null" }] }, true],
  ["a number", { type: "integer", minimum: 1 }, 1],
  ["a negative one", { type: "integer", minimum: -9 }, 0],
  ["an instant", { type: "string", format: "date-time" }, "2026-11-22T09:30:00.000Z"],
  [
    "an id",
    { type: "string", pattern: "^not_[0-7][0-9a-z]{25}$" },
    "not_01jd7m3v9kf4s8qzt5w2x6y7ab",
  ],
  ["any text", { type: "string" }, "…"],
  ["anything", {}, null],
  [
    "a list of what has a name",
    { type: "array", items: { $ref: "#/components/schemas/Line" } },
    [{ size: 12 }],
  ],
])("makes %s", (_, schema, value) => {
  expect(sample(schema)).toEqual(value);
});

test("spells a member as an example does, where it fits the schema", () => {
  expect(sample({ type: "string" }, "by")).toBe("Zoë");
  expect(sample({ type: "string", pattern: "^[a-z]+$" }, "by")).toBe("…");
  expect(sample({ type: "integer" }, "by")).toBe(0);
});
