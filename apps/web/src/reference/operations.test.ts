import { expect, test } from "vitest";
import { Document } from "./document.ts";
import { operationsByTag } from "./operations.ts";

const document = Document.parse({
  info: { title: "Notes", version: "v1" },
  servers: [{ url: "/api/v1" }],
  paths: {
    "/notes": {
      post: {
        operationId: "notes.create",
        summary: "Write a note",
        tags: ["notes"],
        parameters: [{ $ref: "#/components/parameters/IdempotencyKeyRequired" }],
        requestBody: {
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/CreateNote" },
              example: { lines: [{ text: "Hi" }] },
            },
          },
        },
        responses: {
          201: {
            description: "Done",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Note" } } },
          },
          409: { $ref: "#/components/responses/Conflict" },
        },
        security: [{ ApiKey: ["notes:write"] }],
      },
    },
  },
  components: {
    schemas: {
      CreateNote: {
        type: "object",
        required: ["lines"],
        properties: {
          lines: {
            type: "array",
            items: { type: "object", required: ["text"], properties: { text: { type: "string" } } },
          },
          colour: { enum: ["red", "blue"], default: "red", description: "Of the paper" },
        },
      },
      Note: { type: "object" },
    },
    responses: { Conflict: { description: "There is one already" } },
    parameters: {
      IdempotencyKeyRequired: {
        name: "Idempotency-Key",
        in: "header",
        required: true,
        schema: { type: "string" },
      },
    },
  },
});

test("shows an operation with all that its references lead to", () => {
  const [[tag, operations] = []] = operationsByTag(document);
  expect(tag).toBe("notes");
  expect(operations?.[0]).toMatchObject({
    method: "POST",
    scope: "notes:write",
    parameters: [{ name: "Idempotency-Key", type: "string in header", required: true }],
    body: [
      { name: "lines", type: "array of object", required: true },
      { name: "lines[].text", type: "string", required: true },
      { name: "colour", type: '"red" | "blue"', description: 'Of the paper. Default "red"' },
    ],
    answers: [
      { status: "201", type: "Note" },
      { status: "409", description: "There is one already" },
    ],
  });
  expect(operations?.[0]?.curl).toContain(`-d '{"lines":[{"text":"Hi"}]}'`);
});
