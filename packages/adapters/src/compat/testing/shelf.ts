import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { OpenApiMeta } from "../types.ts";

export type ShelfContext = { reader?: string | undefined };

/**
 * A router with a procedure for each thing that the two libraries may see differently. Made anew for each
 * of them: one changes the schemas that it is given.
 */
export function createShelf() {
  return t.router({ books: books(), ...others() });
}

const t = initTRPC
  .context<ShelfContext>()
  .meta<OpenApiMeta>()
  .create({ errorFormatter: ({ shape }) => ({ ...shape, help: "/help" }) });

const echoed = z.object({ input: z.unknown(), reader: z.string().optional() });

function books() {
  const { Filter, Book, Around } = createSchemas();
  return t.router({
    get: get("/books/{id}", z.object({ id: z.string() })),
    search: get("/books/search", z.object({ q: z.string().optional() })),
    page: get("/books/{id}/pages/{page}/", z.object({ id: z.string(), page: z.number() })),
    file: get("/files/{name}.{ext}", z.object({ name: z.string(), ext: z.string() })),
    version: get("/v1.0/books", z.object({})),
    filter: get("/filter", Filter),
    around: get("/around", Around),
    strict: get("/strict", z.strictObject({ a: z.string().optional() })),
    add: post("/books", Book),
    change: post("/books/{id}", Book.partial().extend({ id: z.string() })),
    tell: post("/tell", z.void()),
    form: post("/form", z.object({ a: z.number(), tags: z.array(z.string()).optional() }), [
      "application/json",
      "application/x-www-form-urlencoded",
    ]),
  });
}

function others() {
  return {
    bare: t.procedure
      .meta({ openapi: { method: "GET", path: "/bare" } })
      .output(z.literal("bare"))
      .query(() => "bare" as const),
    nothing: t.procedure
      .meta({ openapi: { method: "DELETE", path: "/nothing" } })
      .output(z.void())
      .mutation(() => undefined),
    two: t.procedure
      .meta({ openapi: { method: "PUT", path: "/two/{a}" } })
      .input(z.object({ a: z.string() }))
      .input(z.object({ b: z.number() }))
      .output(echoed)
      .mutation(({ input }) => ({ input: shown(input) })),
    off: t.procedure
      .meta({ openapi: { enabled: false, method: "GET", path: "/off" } })
      .output(z.string())
      .query(() => "off"),
    hidden: t.procedure.query(() => "hidden"),
    big: t.procedure
      .meta({ openapi: { method: "GET", path: "/big" } })
      .output(z.object({ big: z.bigint(), at: z.date() }))
      .query(() => ({ big: 2n ** 60n, at: new Date(0) })),
    wrong: t.procedure
      .meta({ openapi: { method: "GET", path: "/wrong" } })
      .output(z.object({ a: z.string() }))
      .query(() => JSON.parse('{"a":1}')),
    conflict: failing("/conflict", () => new TRPCError({ code: "CONFLICT", message: "Twice" })),
    crash: failing("/crash", () => new Error("It broke")),
  };
}

function get(path: `/${string}`, input: z.ZodType) {
  return t.procedure
    .meta({ openapi: { method: "GET", path } })
    .input(input)
    .output(echoed)
    .query(({ input, ctx }) => ({ input: shown(input), reader: ctx.reader }));
}

function post(path: `/${string}`, input: z.ZodType, contentTypes?: string[]) {
  return t.procedure
    .meta({ openapi: { method: "POST", path, contentTypes } })
    .input(input)
    .output(echoed)
    .mutation(({ input, ctx }) => ({ input: shown(input), reader: ctx.reader }));
}

function failing(path: `/${string}`, error: () => Error) {
  const fails = t.procedure.meta({ openapi: { method: "GET", path } }).output(z.string());
  return fails.query(() => {
    throw error();
  });
}

function createSchemas() {
  const Filter = z.object({
    text: z.string().optional(),
    count: z.number().optional(),
    flag: z.boolean().optional(),
    big: z.bigint().optional(),
    since: z.date().optional(),
    kind: z.enum(["a", "b"]).optional(),
    tags: z.array(z.string()).optional(),
    years: z.array(z.number()).optional(),
    sizes: z.array(z.number()).default([]),
    nullish: z.number().nullish(),
    split: z.preprocess(splitAtCommas, z.array(z.string())).optional(),
  });

  const Book = z.object({
    title: z.string(),
    pages: z.number().optional(),
    read: z.boolean().optional(),
    isbn: z.bigint().optional(),
    printed: z.date().optional(),
    author: z.object({ born: z.number() }).optional(),
    chapters: z.array(z.object({ pages: z.number() })).optional(),
    rating: z.union([z.number(), z.boolean()]).optional(),
  });
  const Around = z.preprocess(noteTypes, z.object({ count: z.number(), types: z.string() }));
  return { Filter, Book, Around };
}

function splitAtCommas(value: unknown): unknown {
  return typeof value === "string" ? value.split(",") : value;
}

function noteTypes(value: unknown): unknown {
  const members: Record<string, unknown> = { ...Object(value) };
  return { ...members, types: typeof members.count };
}

/** A value with the types that JSON has no word for. */
function shown(value: unknown): unknown {
  if (value === undefined) return "undefined";
  if (value instanceof Date) return `Date ${value.toISOString()}`;
  if (typeof value === "bigint") return `bigint ${value}`;
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}
