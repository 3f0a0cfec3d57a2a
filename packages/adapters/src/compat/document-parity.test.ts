import { Validator } from "@seriousme/openapi-schema-validator";
import * as theirs from "trpc-to-openapi";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  type GenerateOpenApiDocumentOptions,
  generateOpenApiDocument,
  type OpenAPIObject,
} from "./index.ts";
import { createDocumented } from "./testing/documented.ts";

// The two libraries document the same router. What is said differently is said by one of these rules, each
// a change to their document: after all of them the two are equal.

type Rule = (node: Node) => unknown;

const rules: Record<string, Rule> = {
  "a date is a date-time, and a bigint of an answer a text": ({ schema, at }) => {
    if (at.endsWith("/printed")) return { ...schema, format: "date-time" };
    return at.endsWith("/isbn") && at.startsWith("/components/")
      ? { type: "string", pattern: "^-?\\d+$" }
      : undefined;
  },
  "an integer says how wide it is": ({ schema }) =>
    schema.type === "integer" && schema.format === undefined
      ? { ...schema, format: "int64" }
      : undefined,
  "a record's names are texts, as all names are": ({ schema }) => {
    const { propertyNames, ...rest } = schema;
    return propertyNames === undefined ? undefined : rest;
  },
  "a union of objects is told by its branches alone": ({ schema }) => {
    const { type, ...rest } = schema;
    return schema.oneOf !== undefined && type === "object" ? rest : undefined;
  },
  "no parameters are no list of them": ({ schema }) => {
    const { parameters, ...rest } = schema;
    return Array.isArray(parameters) && parameters.length === 0 ? rest : undefined;
  },
  "an error may have more members, and has": ({ schema, at }) => {
    const { additionalProperties, ...rest } = schema;
    return at.includes("/schemas/error.") && additionalProperties === false ? rest : undefined;
  },
  "an example of OpenAPI 3.0 is one": ({ schema, at }) => {
    const { examples, ...rest } = schema;
    return at.includes("requestBody") && Array.isArray(examples)
      ? { ...rest, example: examples[0] }
      : undefined;
  },
  "an error is described by the operation's own words": ({ schema, at }) => {
    if (at === "/paths//books/post/responses/400") return { ...schema, description: "Bad request" };
    if (at === "/paths//books/post/responses/418")
      return { ...schema, description: "Unknown error" };
    if (at.endsWith("/chapters/put/responses/404")) return { ...schema, description: "Gone" };
    return undefined;
  },
};

/** What is true of one version of OpenAPI alone. */
const of30 = ["an example of OpenAPI 3.0 is one"];
const of31 = ["a record's names are texts, as all names are"];

type Node = { schema: Record<string, unknown>; at: string };

const facts: GenerateOpenApiDocumentOptions = {
  ...{
    title: "Books",
    version: "1.2.3",
    description: "All of them",
    baseUrl: "http://localhost/api",
  },
  ...{ docsUrl: "http://localhost/docs", tags: ["books", "authors"] },
  contact: { name: "Ada", email: "ada@example.com" },
  license: { name: "MIT" },
  securitySchemes: { Key: { type: "apiKey", in: "header", name: "X-Key" } },
};

describe.each(["3.1.0", "3.0.3"] as const)("OpenAPI %s", (openApiVersion) => {
  test("differs from trpc-to-openapi's by the rules alone", () => {
    const used = new Set<string>();
    const not = openApiVersion === "3.0.3" ? of31 : of30;
    const applied = Object.entries(rules).filter(([name]) => !not.includes(name));
    const expected = applyRules(applied, document("theirs", { openApiVersion }), "", used);
    expect(document("ours", { openApiVersion })).toEqual(expected);
    expect([...used].sort()).toEqual(applied.map(([name]) => name).sort());
  });

  test("is valid", async () => {
    const { valid, errors } = await new Validator().validate(document("ours", { openApiVersion }));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });
});

test("filter sees the procedure's whole meta", () => {
  const filter = ({ metadata }: { metadata: { isPublic?: boolean } }) => metadata.isPublic === true;
  const { paths } = generateOpenApiDocument<{ isPublic?: boolean }>(createDocumented().router, {
    ...{ ...facts, filter },
  });
  expect(Object.keys(paths)).toEqual(["/books/{id}", "/bare"]);
});

test("more paths may be written with Zod schemas", () => {
  const paths = {
    "/bare": { description: "With a GET of the router's" },
    "/status/{id}": {
      get: {
        operationId: "status",
        requestParams: {
          path: z.object({ id: z.string() }),
          query: z.object({ a: z.number().optional() }),
        },
        requestBody: { content: { "application/json": { schema: z.object({ at: z.string() }) } } },
        responses: {
          200: {
            description: "OK",
            headers: z.object({ "x-left": z.string() }),
            content: { "application/json": { schema: z.object({ a: z.string().default("b") }) } },
          },
        },
      },
    },
  };
  const [ours, theirs] = [document("ours", { paths }), document("theirs", { paths })];
  expect(ours.paths["/status/{id}"]).toEqual(theirs.paths["/status/{id}"]);
  expect(ours.paths["/bare"]).toMatchObject({ description: "With a GET of the router's", get: {} });
});

/** A document as a caller gets it, with nothing in it that JSON has no word for. */
function document(
  name: "ours" | "theirs",
  more: Partial<GenerateOpenApiDocumentOptions>,
): OpenAPIObject {
  const generate =
    name === "ours"
      ? generateOpenApiDocument
      : (theirs.generateOpenApiDocument as unknown as typeof generateOpenApiDocument);
  const { router, defs } = createDocumented();
  return JSON.parse(JSON.stringify(generate(router, { ...facts, defs, ...more })));
}

function applyRules(
  applied: [string, Rule][],
  value: unknown,
  at: string,
  used: Set<string>,
): unknown {
  if (Array.isArray(value)) {
    return value.map((each, index) => applyRules(applied, each, `${at}/${index}`, used));
  }
  if (typeof value !== "object" || value === null) return value;
  let schema: Record<string, unknown> = { ...value };
  for (const [name, rule] of applied) {
    const changed = rule({ schema, at });
    if (changed === undefined) continue;
    used.add(name);
    schema = Object(changed);
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, each]) => [
      key,
      applyRules(applied, each, `${at}/${key}`, used),
    ]),
  );
}
