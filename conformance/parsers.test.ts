import SwaggerParser from "@apidevtools/swagger-parser";
import { dereference, validate } from "@scalar/openapi-parser";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { documents, readDocument } from "./documents.ts";

describe.each(documents)("the document of $version", ({ path }) => {
  test("is valid to @seriousme/openapi-schema-validator", async () => {
    const result = await new Validator().validate(readDocument(path));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  test("is valid to @apidevtools/swagger-parser, all references followed", async () => {
    const parsed = await SwaggerParser.validate(path);
    expect(Object.keys(parsed.paths ?? {})).toEqual(Object.keys(readDocument(path).paths ?? {}));
  });

  test("is valid to @scalar/openapi-parser, all references followed", async () => {
    const result = await validate(readDocument(path));
    expect(result.errors).toEqual([]);
    expect(result.valid).toBe(true);
    expect(dereference(readDocument(path)).errors).toEqual([]);
  });
});
