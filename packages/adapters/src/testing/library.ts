import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { ProcedureMeta } from "../meta.ts";

/** One call that reached a procedure, with its input as the transport made it. */
export type Call = {
  name: string;
  input: Record<string, unknown>;
  idempotency: { key: string; fingerprint: string } | undefined;
};

export type LibraryContext = {
  reader?: string;
  /** Where calls are noted down. */
  calls?: Call[];
  idempotency?: Call["idempotency"];
};

/** A small library of books, with one procedure for each thing that a transport must get right. */
const t = initTRPC.context<LibraryContext>().meta<ProcedureMeta>().create();

const noted = t.procedure.use(async ({ ctx, path, getRawInput, next }) => {
  const input = (await getRawInput()) as Call["input"];
  ctx.calls?.push({ name: path, input, idempotency: ctx.idempotency });
  return next();
});

const Rating = z.union([z.strictObject({ stars: z.int() }), z.strictObject({ words: z.string() })]);

export const Book = z
  .object({ id: z.string(), title: z.string(), pages: z.int().nullable() })
  .meta({ id: "Book" });

const ListBooks = z.strictObject({
  limit: z.int().min(1).max(100).default(20).describe("How many at the most"),
  cursor: z.string().optional(),
  inPrint: z.boolean().optional(),
  weight: z.number().optional(),
  tag: z.array(z.string()).optional(),
  years: z.array(z.int()).optional(),
  after: z.iso.datetime().optional(),
  query: z.union([z.string(), z.number()]).optional(),
});

const CreateBook = z.strictObject({
  title: z.string().min(1),
  pages: z.int().nullable().default(null),
  tags: z.array(z.string()).optional(),
  rating: Rating.optional(),
});

const echoed = z.object({ input: z.unknown() });

export const library = t.router({
  books: t.router({
    list: query("books:read", z.object({ data: z.array(Book), nextCursor: z.string().nullable() }))
      .meta({ rest: "GET /books", summary: "List books", example: { limit: 2, inPrint: true } })
      .input(ListBooks)
      .query(({ input }) => ({ data: [book("b1")], nextCursor: input.cursor ? null : "b1/&" })),
    get: query("books:read", Book)
      .meta({ rest: "GET /books/{id}", summary: "Get a book", example: { id: "b1" } })
      .input(z.strictObject({ id: z.string() }))
      .query(({ input }) => {
        if (input.id === "gone") throw new TRPCError({ code: "NOT_FOUND" });
        return book(input.id);
      }),
    search: query("books:read", echoed)
      .meta({ rest: "GET /books/search", summary: "Search books", cost: 3, deprecated: true })
      .input(ListBooks)
      .query(({ input }) => ({ input })),
    create: command("books:write", Book)
      .meta({
        rest: "POST /books",
        summary: "Add a book",
        status: 201,
        idempotencyKey: "required",
        errors: ["conflict"],
        example: { title: "Dune", pages: 412, rating: { stars: 5 } },
      })
      .input(CreateBook)
      .mutation(({ input }) => ({ ...book("b/9"), title: input.title, pages: input.pages })),
    update: command("books:write", Book)
      .meta({
        rest: "PATCH /books/{id}",
        summary: "Change a book",
        idempotencyKey: "accepted",
        example: { id: "b1", title: "Dune" },
      })
      .input(CreateBook.partial().extend({ id: z.string() }))
      .mutation(({ input }) => ({ ...book(input.id), title: input.title ?? "Dune" })),
    remove: command("books:write", z.void())
      .meta({ rest: "DELETE /books/{id}", summary: "Remove a book", example: { id: "b1" } })
      .input(z.strictObject({ id: z.string(), force: z.boolean().optional() }))
      .mutation(() => undefined),
    cover: t.router({
      get: query("books:read", z.object({ colour: z.string() }))
        .meta({ rest: "GET /books/{id}/cover", summary: "Get a cover", example: { id: "b1" } })
        .input(z.strictObject({ id: z.string() }))
        .query(() => ({ colour: "red" })),
      replace: command("books:write", z.object({ colour: z.string() }))
        .meta({
          rest: "PUT /books/{id}/cover",
          summary: "Replace a cover",
          ifMatch: "required",
          example: { id: "b1", colour: "red" },
        })
        .input(z.strictObject({ id: z.string(), colour: z.string().default("red") }))
        .mutation(({ input }) => ({ colour: input.colour })),
    }),
    notes: t.router({
      create: command("notes:write", z.object({ id: z.string(), page: z.int() }))
        .meta({
          rest: "POST /books/{book}/pages/{page}/notes",
          summary: "Note something",
          status: 201,
          tags: ["notes"],
          example: { book: "b 1", page: 7, lines: [{ text: "Spice" }] },
        })
        .input(
          z.strictObject({
            book: z.string(),
            page: z.int(),
            lines: z.array(z.strictObject({ text: z.string() })),
          }),
        )
        .mutation(({ input }) => ({ id: "n1", page: input.page })),
    }),
    count: query("books:read", z.int()).query(() => 1),
  }),
  ping: t.procedure.query(() => "pong"),
});

function query(scope: string, output: z.ZodType) {
  return noted.meta({ kind: "query", scope, output }).output(output);
}

function command(scope: string, output: z.ZodType) {
  return noted.meta({ kind: "command", scope, output }).output(output);
}

function book(id: string): z.infer<typeof Book> {
  return { id, title: "Dune", pages: 412 };
}
