import { initTRPC } from "@trpc/server";
import { z } from "zod";
import type { OpenApiMeta } from "../types.ts";

/** A router that uses each field of the meta, and each kind of schema that a document may hold. */
export function createDocumented() {
  const schemas = createSchemas();
  const router = t.router({ books: books(schemas), ...others(schemas) });
  return { router, defs: { Author: schemas.Author, Unused: z.object({ a: z.string() }) } };
}

const t = initTRPC.meta<OpenApiMeta<{ isPublic?: boolean }>>().create();

type Schemas = ReturnType<typeof createSchemas>;

function createSchemas() {
  const Book = z
    .object({
      id: z.string().describe("The id"),
      pages: z.int().nullable(),
      isbn: z.bigint().optional(),
      printed: z.date(),
      tags: z.array(z.string()).default([]),
      counts: z.record(z.string(), z.number()),
      cover: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("hard") }),
        z.object({ kind: z.literal("soft"), weight: z.number().gt(0) }),
      ]),
    })
    .meta({ id: "Book", description: "A book" });
  const Genre = z.enum(["poem", "novel"]).meta({ id: "Genre" });
  const Chapter = z
    .object({
      title: z.string(),
      get chapters() {
        return z.array(Chapter);
      },
    })
    .meta({ id: "Chapter" });
  const Author = z.object({ name: z.string(), born: z.number().optional() });
  return { Book, Genre, Chapter, Author };
}

function books({ Book, Genre, Chapter, Author }: Schemas) {
  return t.router({
    get: t.procedure
      .meta({
        isPublic: true,
        openapi: {
          ...{ method: "GET", path: "/books/{id}", summary: "Get a book", tags: ["books"] },
          description: "By its id",
          requestHeaders: z.object({
            "x-tenant": z.string().describe("Whose"),
            "x-trace": z.number().optional(),
          }),
          responseHeaders: z.object({ "x-left": z.string().describe("How many") }),
        },
      })
      .input(
        z.object({
          id: z.string().describe("Which one"),
          limit: z.number().min(1).max(100).default(10),
          query: z.string().nullish(),
          genre: Genre,
          tags: z.array(z.string()).optional(),
          isbn: z.bigint().optional(),
          isNew: z.boolean().optional(),
          email: z.email().optional(),
        }),
      )
      .output(Book)
      .query(() => JSON.parse("{}")),
    add: t.procedure
      .meta({
        openapi: {
          ...{ method: "POST", path: "/books/", operationId: "addBook", protect: false },
          ...{ deprecated: true, successDescription: "Added", errorResponses: [400, 409, 418] },
          contentTypes: ["application/json", "application/x-www-form-urlencoded"],
        },
      })
      .input(Book)
      .output(z.void())
      .mutation(() => undefined),
    change: t.procedure
      .meta({
        openapi: {
          ...{ method: "PUT", path: "/books/{id}/chapters", errorResponses: { 404: "Gone" } },
        },
      })
      .input(
        z
          .object({
            id: z.string(),
            book: Book.partial().optional(),
            chapter: Chapter,
            by: Author,
          })
          .meta({ title: "Change", description: "What is new", examples: [{ id: "b1" }] }),
      )
      .output(z.array(Book))
      .mutation(() => []),
    remove: t.procedure
      .meta({ openapi: { method: "DELETE", path: "/books/{id}" } })
      .input(z.object({ id: z.string() }))
      .output(z.undefined())
      .mutation(() => undefined),
  });
}

function others({ Genre, Author }: Schemas) {
  return {
    optional: t.procedure
      .meta({ openapi: { method: "POST", path: "/optional" } })
      .input(z.object({ genre: Genre, author: Author }).optional().meta({ title: "Maybe" }))
      .output(z.object({ genre: Genre, author: Author, list: z.tuple([z.string(), z.number()]) }))
      .mutation(() => JSON.parse("{}")),
    bare: t.procedure
      .meta({ isPublic: true, openapi: { method: "GET", path: "/bare" } })
      .output(z.object({ a: z.string().default("x"), strict: z.strictObject({ a: z.any() }) }))
      .query(() => JSON.parse("{}")),
    several: t.procedure
      .meta({ openapi: { method: "PATCH", path: "/several/{a}" } })
      .input(z.object({ a: z.string() }))
      .input(z.object({ b: z.string().transform(Number) }))
      .output(z.preprocess((value) => value, z.number()))
      .mutation(() => 1),
    empty: t.procedure
      .meta({ openapi: { method: "POST", path: "/empty" } })
      .input(z.void())
      .output(z.null())
      .mutation(() => null),
    off: t.procedure
      .meta({ openapi: { enabled: false, method: "GET", path: "/off" } })
      .output(z.any())
      .query(() => 1),
  };
}
