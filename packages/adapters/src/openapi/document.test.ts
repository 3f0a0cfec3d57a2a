import { Validator } from "@seriousme/openapi-schema-validator";
import { initTRPC } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ProcedureMeta } from "../meta.ts";
import { buildRegistry } from "../registry.ts";
import { library } from "../testing/library.ts";
import { errorCodes } from "../testing/serve.ts";
import { openApiDocument } from "./document.ts";

const t = initTRPC.meta<Partial<ProcedureMeta>>().create();
const about = { title: "Library", version: "1", serverUrl: "/api/v1", errorCodes };

function documentOf(router = library) {
  return openApiDocument({ operations: buildRegistry(router), ...about });
}

describe("openApiDocument", () => {
  it("is a valid OpenAPI 3.1 document whose references all lead somewhere", async () => {
    const document = documentOf();
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) expect(document).toHaveProperty((ref ?? "").split("/"));
    expect(JSON.stringify(document)).not.toContain("$defs");
  });

  it("is the same text each time", () => {
    expect(JSON.stringify(documentOf())).toBe(JSON.stringify(documentOf()));
  });

  it("tells how to call", () => {
    const document = documentOf();
    expect(document).toMatchObject({
      openapi: "3.1.1",
      info: { title: "Library", version: "1" },
      servers: [{ url: "/api/v1" }],
      tags: [
        { name: "books", description: expect.stringMatching(/^List books\. .*\.$/) },
        { name: "notes" },
      ],
    });
    expect(document).toHaveProperty(["paths", "/books", "get"], {
      operationId: "books.list",
      summary: "List books",
      tags: ["books"],
      parameters: expect.arrayContaining([
        {
          name: "limit",
          in: "query",
          required: false,
          description: "How many at the most",
          schema: { type: "integer", format: "int32", minimum: 1, maximum: 100, default: 20 },
          example: 2,
        },
        {
          name: "tag",
          in: "query",
          required: false,
          style: "form",
          explode: true,
          schema: { type: "array", items: { type: "string" } },
        },
      ]),
      responses: expect.anything(),
      security: [{ ApiKey: ["books:read"] }, { ApiKeyHeader: ["books:read"] }],
    });
    expect(document).toHaveProperty(["paths", "/books/search", "get", "deprecated"], true);
    expect(document).toHaveProperty(["paths", "/books/search", "get", "x-cost"], 3);
    expect(document).not.toHaveProperty(["paths", "/books", "get", "x-cost"]);
  });

  it("describes the body without the path's parameters, and closed", () => {
    const note = ["paths", "/books/{book}/pages/{page}/notes", "post"];
    const document = documentOf();
    expect(document).toHaveProperty([...note, "requestBody"], {
      required: true,
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/BooksNotesCreateInput" },
          example: { lines: [{ text: "Spice" }] },
        },
        "application/xml": { schema: { $ref: "#/components/schemas/BooksNotesCreateInput" } },
      },
    });
    expect(document).toHaveProperty(["components", "schemas", "BooksNotesCreateInput"], {
      type: "object",
      properties: {
        lines: {
          type: "array",
          items: {
            type: "object",
            properties: { text: { type: "string" } },
            required: ["text"],
            additionalProperties: false,
          },
        },
      },
      required: ["lines"],
      additionalProperties: false,
    });
    expect(document).toHaveProperty([...note, "parameters", "1"], {
      name: "page",
      in: "path",
      required: true,
      schema: expect.objectContaining({ type: "integer" }),
      example: 7,
    });
    const patch = ["paths", "/books/{id}", "patch", "requestBody"];
    const schema = { $ref: "#/components/schemas/BooksUpdateInput" };
    expect(property(document, [...patch, "content"])).toEqual({
      "application/json": { schema, example: { title: "Dune" } },
      "application/xml": { schema },
      "application/merge-patch+json": { schema, example: { title: "Dune" } },
      "application/x-www-form-urlencoded": { schema },
    });
  });

  it("leaves answers open, and names them by their id", () => {
    const document = documentOf();
    expect(document).toHaveProperty(
      ["paths", "/books/{id}", "get", "responses", "200", "content", "application/json", "schema"],
      { $ref: "#/components/schemas/Book" },
    );
    expect(document).not.toHaveProperty(["components", "schemas", "Book", "additionalProperties"]);
    expect(document).not.toHaveProperty([
      "paths",
      "/books/{id}",
      "delete",
      "responses",
      "204",
      "content",
    ]);
  });

  it("declares every error of an operation, as a problem", () => {
    const document = documentOf();
    const statuses = (path: string, method: string) =>
      Object.keys(property(document, ["paths", path, method, "responses"])).join(" ");
    expect(statuses("/books", "get")).toBe("200 304 400 401 403 406 414 422 429 500");
    expect(statuses("/books/{id}", "get")).toBe("200 304 400 401 403 404 406 414 422 429 500");
    expect(statuses("/books", "post")).toBe("201 400 401 403 406 409 412 413 414 415 422 429 500");
    expect(document).toHaveProperty(["paths", "/books", "post", "responses", "400"], {
      $ref: "#/components/responses/BadRequestOrIdempotencyKeyRequired",
    });
    expect(document).toHaveProperty(["components", "responses", "RateLimited"], {
      description: "`rate_limited`: The quota is used up.",
      headers: expect.objectContaining({
        "Retry-After": { $ref: "#/components/headers/Retry-After" },
      }),
      content: {
        "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        "application/problem+xml": { schema: { $ref: "#/components/schemas/Problem" } },
      },
    });
  });

  it("refuses an error that nobody explains", () => {
    const operations = buildRegistry(library);
    const { conflict: _, ...fewer } = errorCodes;
    expect(() => openApiDocument({ operations, ...about, errorCodes: fewer })).toThrow(
      "books.create: the error conflict is not in the table",
    );
  });

  it("keeps apart what goes in and what comes out under one name, and follows recursion", () => {
    const Place = z.object({ shelf: z.string().default("A") }).meta({ id: "Place" });
    const Tree = z.object({
      id: z.string(),
      get branches() {
        return z.array(Tree);
      },
      place: Place,
    });
    const plant = t.procedure
      .meta({ kind: "command", scope: "x", output: Tree, rest: "POST /trees", summary: "Plant" })
      .input(z.strictObject({ tree: Tree, place: Place }))
      .mutation(() => ({ id: "1", branches: [], place: { shelf: "A" } }));
    const document = openApiDocument({ operations: buildRegistry(t.router({ plant })), ...about });
    const schemas = property(document, ["components", "schemas"]);
    expect(schemas).toMatchObject({
      Place: { required: ["shelf"] },
      PlantInputPlace: { properties: { shelf: { default: "A" } } },
      PlantInput: {
        properties: {
          tree: { $ref: "#/components/schemas/PlantInputPart0" },
          place: { $ref: "#/components/schemas/PlantInputPlace" },
        },
      },
      PlantInputPart0: {
        properties: { branches: { items: { $ref: "#/components/schemas/PlantInputPart0" } } },
      },
      PlantOutput: {
        properties: { branches: { items: { $ref: "#/components/schemas/PlantOutput" } } },
      },
    });
    expect(schemas).not.toHaveProperty(["PlantInputPlace", "required"]);
  });
});

function property(value: unknown, path: string[]): object {
  const found = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, name) : undefined,
    value,
  );
  return typeof found === "object" && found !== null ? found : {};
}
