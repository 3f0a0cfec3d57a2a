import { initTRPC } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ProcedureMeta } from "./meta.ts";
import { listProcedures } from "./procedure.ts";
import { buildRegistry } from "./registry.ts";
import { library } from "./testing/library.ts";

const t = initTRPC.meta<Partial<ProcedureMeta>>().create();
const withId = z.strictObject({ id: z.string() });
const good: ProcedureMeta = {
  kind: "command",
  scope: "books:write",
  output: z.void(),
  rest: "POST /books/{id}",
  summary: "Do it",
};

describe("buildRegistry", () => {
  it("lists the operations in the order of declaration, nested routers included", () => {
    const registry = buildRegistry(library);
    expect(registry.map(({ name, method, path }) => `${name} ${method} ${path}`)).toEqual([
      "books.list GET /books",
      "books.get GET /books/{id}",
      "books.search GET /books/search",
      "books.create POST /books",
      "books.update PATCH /books/{id}",
      "books.remove DELETE /books/{id}",
      "books.cover.get GET /books/{id}/cover",
      "books.cover.replace PUT /books/{id}/cover",
      "books.notes.create POST /books/{book}/pages/{page}/notes",
    ]);
    expect(registry.map(({ status }) => status)).toEqual([
      200, 200, 200, 201, 200, 204, 200, 200, 201,
    ]);
    expect(registry[8]).toMatchObject({ params: ["book", "page"], tags: ["notes"], mcp: false });
  });

  it("leaves out procedures without rest, and those that say nothing at all", () => {
    const names = buildRegistry(library).map(({ name }) => name);
    expect(names).not.toContain("ping");
    expect(names).not.toContain("books.count");
    const all = listProcedures(library);
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(["ping", "books.count"]));
    expect(all.find(({ name }) => name === "books.count")?.meta.scope).toBe("books:read");
  });

  it.each<[string, Partial<ProcedureMeta>, z.ZodType | undefined, string]>([
    ["no object", {}, z.string(), "needs an object schema"],
    ["a parameter of no member", {}, z.strictObject({ no: z.string() }), "{id} is no member"],
    ["a version", { rest: "POST /v2/books" }, z.strictObject({}), "a version's"],
    ["a broken path", { rest: "POST /books/{id}.xml" }, z.strictObject({}), "write rest as"],
    ["a parameter twice", { rest: "POST /b/{id}/{id}" }, z.strictObject({}), "twice"],
    ["a list in a path", {}, z.strictObject({ id: z.array(z.string()) }), "a path can't carry id"],
    [
      "an object in a query",
      { rest: "DELETE /books/{id}" },
      z.strictObject({ id: z.string(), filter: z.object({ a: z.object({ b: z.int() }) }) }),
      "a query string can't carry filter",
    ],
    ["a GET that changes", { rest: "GET /books" }, z.strictObject({}), "can't be a GET"],
    ["a mutation called query", { kind: "query" }, z.strictObject({}), "can't be a tRPC mutation"],
    ["a body in a 204", { status: 204, output: z.object({}) }, withId, "no body"],
    ["no body in a 200", { status: 200 }, withId, "void output"],
    ["a 201 without id", { status: 201, output: z.object({}) }, withId, "needs an id"],
    ["a symbol", {}, z.strictObject({ id: z.symbol() }), "JSON has no symbol"],
  ])("refuses %s, naming the procedure", (_, meta, input, mend) => {
    const procedure = t.procedure.meta({ ...good, ...meta });
    const router = t.router({
      books: { touch: (input ? procedure.input(input) : procedure).mutation(() => undefined) },
    });
    expect(() => buildRegistry(router)).toThrow(/^books\.touch: /);
    expect(() => buildRegistry(router)).toThrow(mend);
  });

  it("takes what .output() says, no input at all, and several", () => {
    const bare = t.router({
      now: t.procedure
        .meta({ rest: "GET /now" })
        .output(z.object({ at: z.date(), ticks: z.bigint() }))
        .query(() => ({ at: new Date(0), ticks: 1n })),
      touch: t.procedure
        .meta({ rest: "POST /books/{id}", summary: "Touch" })
        .input(z.object({ id: z.string() }))
        .input(z.object({ more: z.string().optional() }))
        .mutation(() => "done"),
    });
    const [now, touch] = buildRegistry(bare);
    expect(now).toMatchObject({ kind: "query", status: 200, summary: "now" });
    expect(now?.outputSchema).toMatchObject({
      properties: {
        at: { type: "string", format: "date-time" },
        ticks: { type: "string", pattern: "^-?\\d+$" },
      },
    });
    expect(touch?.inputSchema).toMatchObject({
      properties: { id: { type: "string" }, more: { type: "string" } },
      required: ["id"],
    });
  });

  it("refuses two procedures on one method and path, whatever the parameters are called", () => {
    const make = (rest: ProcedureMeta["rest"], name: string) =>
      t.procedure
        .meta({ ...good, rest })
        .input(z.strictObject({ [name]: z.string() }))
        .mutation(() => undefined);
    const one = make("POST /books/{id}", "id");
    expect(() => buildRegistry(t.router({ one, two: one }))).toThrow("two: one has POST");
    const named = make("POST /books/{book}", "book");
    expect(() => buildRegistry(t.router({ one, named }))).toThrow("named: one has POST");
    const put = make("PUT /books/{book}", "book");
    expect(() => buildRegistry(t.router({ one, put }))).toThrow("put: name the parameters");
  });
});
