import { type AnyTRPCProcedure, initTRPC } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  createOpenApiHttpHandler,
  generateOpenApiDocument,
  type OpenApiMeta,
  type OpenApiMethod,
} from "./index.ts";

const t = initTRPC.meta<OpenApiMeta>().create();

const facts = { title: "Books", version: "1", baseUrl: "/" };

function on(method: OpenApiMethod, path: `/${string}`, contentTypes?: string[]) {
  return t.procedure.meta({ openapi: { method, path, contentTypes } });
}

test.each<[string, AnyTRPCProcedure]>([
  [
    "[subscription.a] - Subscriptions are not supported by OpenAPI v3",
    on("GET", "/a").subscription(async function* () {}),
  ],
  [
    "[query.a] - Method must be GET, POST, PATCH, PUT or DELETE",
    on(JSON.parse('"TRACE"'), "/a").output(z.string()).query(String),
  ],
  [
    "[mutation.a] - At least one content type must be specified",
    on("POST", "/a", []).output(z.string()).mutation(String),
  ],
  ["[query.a] - Output parser expects a Zod validator", on("GET", "/a").query(String)],
  [
    "[query.a] - Input parser expects a Zod validator",
    on("GET", "/a").input(String).output(z.string()).query(String),
  ],
  [
    "[query.a] - Input parser must be a ZodObject",
    on("GET", "/a").input(z.string()).output(z.string()).query(String),
  ],
  [
    '[query.a] - Input parser expects key from path: "id"',
    on("GET", "/a/{id}")
      .input(z.object({ a: z.string() }))
      .output(z.string())
      .query(String),
  ],
  [
    '[query.a] - Input parser key: "a" must be ZodString, ZodNumber, ZodBoolean, ZodBigInt or ZodDate',
    on("GET", "/a")
      .input(z.object({ a: z.object({}) }))
      .output(z.string())
      .query(String),
  ],
])("%s", (message, a) => {
  const router = t.router({ a });
  expect(() => createOpenApiHttpHandler({ router })).toThrow(message);
  expect(() => generateOpenApiDocument(router, facts)).toThrow(message);
});

test("a route that is taken is refused, whatever the slash at its end", () => {
  const router = t.router({
    a: on("GET", "/a").output(z.string()).query(String),
    b: on("GET", "/a/").output(z.string()).query(String),
  });
  expect(() => createOpenApiHttpHandler({ router })).toThrow(
    "[query.b] - Duplicate procedure defined for route GET /a",
  );
});

test("a path that is not percent-encoded is refused", () => {
  const router = t.router({ a: on("GET", "/100%").output(z.string()).query(String) });
  expect(() => createOpenApiHttpHandler({ router })).toThrow("[query.a] - URI malformed");
});

test("a schema without a JSON counterpart is refused by the document, naming its procedure", () => {
  const router = t.router({
    a: on("GET", "/a")
      .output(z.map(z.string(), z.string()))
      .query(() => new Map()),
  });
  expect(() => generateOpenApiDocument(router, facts)).toThrow(
    "[query.a] - JSON has no map; choose another type.",
  );
});

test("a router whose procedures say nothing has no endpoint", () => {
  const router = t.router({ a: t.procedure.query(String) });
  expect(generateOpenApiDocument(router, facts).paths).toEqual({});
});
