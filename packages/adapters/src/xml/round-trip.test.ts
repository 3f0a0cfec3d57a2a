import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../json-schema.ts";
import { compileXmlReader } from "./read.ts";
import { writeXml } from "./write.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };

/** A schema and the values it describes. */
type Described = { schema: JsonSchema; values: fc.Arbitrary<Json> };

/** What XML 1.0 has a form for; the writer replaces the rest. */
const text = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((any) =>
    any.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (found) => ("\t\n\r\u0085".includes(found) ? found : "")),
  );

const name = fc
  .oneof(
    fc.constantFrom(
      "id",
      "title",
      "i",
      "I",
      "xmlns",
      "xml",
      "a b",
      "a:b",
      "1",
      "",
      "-",
      "key",
      "constructor",
    ),
    text,
  )
  .filter((any) => any !== "__proto__" && any !== "prototype");

const leaf: fc.Arbitrary<Described> = fc.constantFrom<Described[]>(
  { schema: { type: "string" }, values: text },
  { schema: { type: "integer" }, values: fc.maxSafeInteger() },
  { schema: { type: "number" }, values: fc.integer().map((hundredths) => hundredths / 100) },
  { schema: { type: "boolean" }, values: fc.boolean() },
  { schema: { type: "string", enum: ["1", "true"] }, values: fc.constantFrom("1", "true") },
  { schema: { enum: [1, 2] }, values: fc.constantFrom(1, 2) },
  { schema: { type: ["integer", "boolean"] }, values: fc.integer({ min: 2 }) },
  { schema: {}, values: text },
  {
    schema: { $ref: "#/$defs/Tree" },
    values: fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.record(
        {
          size: fc.integer(),
          children: fc.array(tie("tree"), { maxLength: 3, depthIdentifier: "tree" }),
        },
        { requiredKeys: ["size"], noNullPrototype: true },
      ),
    })).tree,
  },
);

const tree: JsonSchema = {
  type: "object",
  properties: {
    size: { type: "integer" },
    children: { type: "array", items: { $ref: "#/$defs/Tree" } },
  },
};

const { described } = fc.letrec<{ described: Described; object: Described }>((tie) => ({
  described: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("described").map<Described>(({ schema, values }) => ({
      schema: { anyOf: [schema, { type: "null" }] },
      values: fc.option(values),
    })),
    tie("described").map<Described>(({ schema, values }) => ({
      schema: { type: "array", items: schema },
      values: fc.array(values, { maxLength: 4 }),
    })),
    tie("described").map<Described>(({ schema, values }) => ({
      schema: { type: "object", additionalProperties: schema },
      values: fc.dictionary(name, values, { maxKeys: 4, noNullPrototype: true }),
    })),
    tie("object"),
    fc.array(tie("object"), { minLength: 2, maxLength: 3 }).map(unionOf),
  ),
  object: fc
    .dictionary(name, tie("described"), { maxKeys: 4, noNullPrototype: true })
    .map(objectOf),
}));

function objectOf(members: Record<string, Described>): Described {
  const entries = Object.entries(members);
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(entries.map(([key, { schema }]) => [key, schema])),
      additionalProperties: false,
    },
    values: fc.record(Object.fromEntries(entries.map(([key, { values }]) => [key, values])), {
      requiredKeys: [],
      noNullPrototype: true,
    }),
  };
}

/** Told apart by a member of their own, as Zod's discriminated unions are. */
function unionOf(objects: Described[]): Described {
  const tagged = objects.map(({ schema, values }, index) => ({
    schema: { ...schema, properties: { ...schema.properties, kind: { const: `k${index}` } } },
    values: values.map((value) => ({
      ...(value as Record<string, Json | undefined>),
      kind: `k${index}`,
    })),
  }));
  return {
    schema: { oneOf: tagged.map(({ schema }) => schema) },
    values: fc.oneof(...tagged.map(({ values }) => values)),
  };
}

const cases = described.chain(({ schema, values }) =>
  fc.record({
    schema: fc.constant<JsonSchema>({
      type: "object",
      properties: { value: schema },
      $defs: { Tree: tree },
    }),
    value: fc.record({ value: values }, { noNullPrototype: true }),
  }),
);

describe("what is written", () => {
  it("is read back as it was", () => {
    fc.assert(
      fc.property(cases, ({ schema, value }) => {
        const read = compileXmlReader(schema)(writeXml(value, "root"));
        expect(read).toEqual(value);
        expect(JSON.stringify(read)).toBe(JSON.stringify(value));
      }),
      { numRuns: 1000 },
    );
  });
});
