import { expect, test } from "vitest";
import { Document } from "./document.ts";
import { readReference } from "./operations.ts";

const document = Document.parse({
  info: { title: "Notes", version: "v1" },
  servers: [{ url: "/api/v1" }],
  paths: {
    "/notes/{id}": {
      patch: {
        operationId: "notes.update",
        summary: "Change a note",
        tags: ["notes"],
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: { type: "object", properties: { by: { type: "string" }, at: {} } },
            },
          },
        },
        responses: {
          204: { description: "No Content", headers: { "X-Request-Id": {} } },
          503: { description: "`busy`: Not now." },
        },
      },
    },
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
              example: { lines: [{ text: "It's me" }] },
            },
            "application/xml": { schema: { $ref: "#/components/schemas/CreateNote" } },
          },
        },
        responses: {
          201: {
            description: "Done",
            headers: { "X-Request-Id": {}, Location: {} },
            content: { "application/json": { schema: { $ref: "#/components/schemas/Note" } } },
            links: { "notes.update": { operationId: "notes.update" } },
          },
          304: { $ref: "#/components/responses/NotModified" },
          409: { $ref: "#/components/responses/Conflict" },
          503: { $ref: "#/components/responses/Busy" },
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
      Note: { type: "object", properties: { text: { type: "string" } } },
    },
    responses: {
      NotModified: { description: "Not Modified", headers: { "X-Request-Id": {} } },
      Conflict: { description: "`conflict`: There is one already. `reused`: Not that." },
      Busy: { description: "`busy`: Not now." },
    },
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

const { groups, everywhere } = readReference(document);
const [[tag, [update, create] = []] = []] = groups;

test("shows an operation with all that its references lead to", () => {
  expect(tag).toBe("notes");
  expect(create).toMatchObject({
    method: "POST",
    scope: "notes:write",
    parameters: [],
    headers: [{ name: "Idempotency-Key", type: "string", required: true }],
    body: [
      { name: "lines", type: "array of object", required: true },
      { name: "lines[].text", type: "string", required: true },
      { name: "colour", type: '"red" | "blue"', description: 'Of the paper. Default "red"' },
    ],
    formats: ["application/json", "application/xml"],
  });
  expect(update?.parameters).toMatchObject([{ name: "id", type: "string in path" }]);
});

test("tells answers from errors, and each error by its code", () => {
  expect(create?.answers).toMatchObject([
    { status: "201", type: "Note", schema: "Note", headers: ["Location"], links: ["notes.update"] },
    { status: "304", description: "Not Modified", type: "", formats: [] },
  ]);
  expect(create?.failures).toEqual([
    { status: "409", code: "conflict", title: "There is one already" },
    { status: "409", code: "reused", title: "Not that" },
  ]);
});

test("tells once what is everywhere", () => {
  expect(everywhere).toEqual({
    headers: ["X-Request-Id"],
    failures: [{ status: "503", code: "busy", title: "Not now" }],
  });
  expect(update).toMatchObject({ failures: [], answers: [{ headers: [] }] });
});

test("writes a call for a shell from the example, or from one member where there is none", () => {
  expect(create?.curl).toContain(`-d '{"lines":[{"text":"It'\\''s me"}]}'`);
  expect(create?.curl).toContain("Idempotency-Key: $(date +%s)");
  expect(update?.curl).toContain(`-d '{"by":"…"}'`);
});

test("shows an answer with what the examples say of its members", () => {
  expect(create?.example).toBe('{\n  "text": "It\'s me"\n}');
  expect(update?.example).toBeUndefined();
});
