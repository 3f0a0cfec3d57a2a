import { expect, test } from "vitest";
import { Document } from "./document.ts";
import { eventsOf, schemasOf } from "./shapes.ts";

const text = { type: "string" };

const document = Document.parse({
  info: { title: "Notes", version: "v1" },
  servers: [],
  paths: {},
  webhooks: {
    "note.written": {
      post: {
        summary: "A note was written",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Written" } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Note: { type: "object", description: "A note", properties: { by: text } },
      Ink: { enum: ["red", "blue"] },
      Written: {
        type: "object",
        properties: {
          id: text,
          data: { type: "object", properties: { object: { $ref: "#/components/schemas/Note" } } },
        },
      },
    },
    responses: {},
    parameters: {},
  },
});

test("events show their members; an object with a name is told under its name", () => {
  expect(eventsOf(document)).toMatchObject([
    {
      id: "note.written",
      title: "A note was written",
      members: [{ name: "id" }, { name: "data" }, { name: "data.object", type: "Note" }],
    },
  ]);
});

test("objects are the schemas with members that are no event's", () => {
  expect(schemasOf(document)).toMatchObject([{ id: "Note", title: "A note" }]);
});
