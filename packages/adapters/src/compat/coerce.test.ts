import { expect, test } from "vitest";
import { z } from "zod";
import { compileCoerce, listsOf } from "./coerce.ts";

const day = new Date("2024-02-29");

test.each<[string, z.ZodType, unknown, unknown]>([
  ["a number", z.number(), "5.5", 5.5],
  ["a number with an exponent", z.int(), "1e3", 1000],
  ["no number", z.number(), "5 apples", "5 apples"],
  ["an empty number", z.number(), " ", " "],
  ["a number that is one", z.number(), 5, 5],
  ["null", z.number().nullable(), null, null],
  ["true", z.boolean(), "true", true],
  ["false", z.boolean(), "false", false],
  ["1 and 0", z.array(z.boolean()), ["1", "0"], [true, false]],
  ["yes", z.boolean(), "yes", "yes"],
  ["a bigint", z.bigint(), "9007199254740993", 9007199254740993n],
  ["a bigint from a number", z.bigint(), 7, 7n],
  ["a bigint from half a number", z.bigint(), 7.5, 7.5],
  ["a day", z.date(), "2024-02-29", day],
  ["milliseconds", z.date(), day.getTime(), day],
  ["no day", z.date(), "someday", "someday"],
  ["a text", z.string(), "5", "5"],
  ["anything", z.unknown(), "5", "5"],
  ["what is optional, nullable and has a default", z.number().nullish().default(1), "2", 2],
  ["what is read-only, caught and refined", z.number().min(9).readonly().catch(1), "2", 2],
  ["what is transformed after", z.number().transform(String), "2", 2],
  ["what is lazy", z.lazy(() => z.number()), "2", 2],
  ["what is preprocessed", z.preprocess(String, z.number()), "2", "2"],
  ["what coerces itself", z.coerce.number(), "2", "2"],
  ["a union of numbers and booleans", z.union([z.boolean(), z.number()]), "2", 2],
  ["a union with texts", z.union([z.number(), z.string()]), "2", "2"],
  ["a union with null", z.union([z.number(), z.null()]), "2", 2],
  ["a deep one", z.object({ a: z.array(z.object({ b: z.number() })) }), deep("3"), deep(3)],
  ["another shape", z.object({ a: z.number() }), ["1"], ["1"]],
])("%s", (_, schema, value, expected) => {
  const coerce = compileCoerce(schema);
  expect(coerce === undefined ? value : coerce(value)).toEqual(expected);
});

test("a schema that holds itself", () => {
  const Chapter = z.object({
    pages: z.number(),
    get inner() {
      return z.array(Chapter);
    },
  });
  const spelled = { pages: "1", inner: [{ pages: "2", inner: [] }] };
  expect(compileCoerce(Chapter)?.(spelled)).toEqual({ pages: 1, inner: [{ pages: 2, inner: [] }] });
});

test("where there is nothing to do, nothing is done", () => {
  expect(compileCoerce(z.object({ a: z.string(), b: z.array(z.enum(["c"])) }))).toBeUndefined();
});

test("what was sent stays as it was", () => {
  const sent = Object.freeze({ a: "1" });
  expect(compileCoerce(z.object({ a: z.number() }))?.(sent)).toEqual({ a: 1 });
  expect(sent).toEqual({ a: "1" });
});

test("lists are found through what stands around them", () => {
  const lists = z.object({
    a: z.array(z.string()),
    b: z.array(z.number()).optional(),
    c: z.array(z.number()).default([]),
    d: z.string(),
    e: z.preprocess(String, z.array(z.string())),
  });
  expect(listsOf(lists)).toEqual(["a", "b", "c"]);
});

function deep(b: unknown) {
  return { a: [{ b }] };
}
