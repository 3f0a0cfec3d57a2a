import * as theirs from "trpc-to-openapi";
import { expect, test } from "vitest";
import * as ours from "./index.ts";

/** What trpc-to-openapi exports of its own insides, and a class of another package. */
const left = [
  ...["OpenApiBuilder", "acceptsRequestBody", "coerceSchema", "createProcedureCache"],
  ...["forEachOpenApiProcedure", "getBody", "getContentType", "getInputOutputParsers"],
  ...["getPathParameters", "getPathRegExp", "getQuery", "getRequestSignal", "instanceofZodType"],
  ...["instanceofZodTypeCoercible", "instanceofZodTypeKind", "instanceofZodTypeLikeString"],
  ...["instanceofZodTypeLikeVoid", "instanceofZodTypeObject", "instanceofZodTypeOptional"],
  ...["normalizePath", "unwrapZodType", "zodSupportsCoerce"],
];

test("every name of trpc-to-openapi is here, but for those of its insides", () => {
  expect([...Object.keys(ours), ...left].sort()).toEqual(Object.keys(theirs).sort());
});

test("the tables of errors are the same", () => {
  expect(ours.TRPC_ERROR_CODE_HTTP_STATUS).toMatchObject(theirs.TRPC_ERROR_CODE_HTTP_STATUS);
  expect(ours.HTTP_STATUS_TRPC_ERROR_CODE).toMatchObject(theirs.HTTP_STATUS_TRPC_ERROR_CODE);
  expect(ours.TRPC_ERROR_CODE_MESSAGE).toMatchObject(theirs.TRPC_ERROR_CODE_MESSAGE);
});
