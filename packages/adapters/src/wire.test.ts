import { initTRPC } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createFetchHandler } from "./fetch-handler.ts";
import type { ProcedureMeta } from "./meta.ts";

const t = initTRPC.meta<ProcedureMeta>().create();

const Moment = z.object({ at: z.date(), ticks: z.bigint() });
type Tree = { at: Date; children: Tree[] };
const Tree: z.ZodType<Tree> = z.lazy(() => z.object({ at: z.date(), children: z.array(Tree) }));

const seen: unknown[] = [];

const router = t.router({
  echo: t.procedure
    .meta({ rest: "POST /echo", summary: "Echo" })
    .input(
      z.object({
        moments: z.array(Moment).optional(),
        byName: z.record(z.string(), z.bigint()).optional(),
        tree: Tree.optional(),
        either: z.union([z.object({ on: z.date() }), z.object({ off: z.string() })]).optional(),
        text: z.string().optional(),
      }),
    )
    .output(z.object({ moments: z.array(Moment).optional() }))
    .mutation(({ input }) => {
      seen.push(input);
      return input;
    }),
  search: t.procedure
    .meta({ rest: "GET /search/{year}", summary: "Search" })
    .input(
      z.object({
        year: z.int(),
        since: z.date().optional(),
        above: z.bigint().optional(),
        filter: z.object({ tag: z.array(z.string()).optional(), done: z.boolean() }).optional(),
      }),
    )
    .query(({ input }) => {
      seen.push(input);
      return null;
    }),
  shape: t.procedure
    .meta({ rest: "GET /shapes", summary: "Draw" })
    .input(
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("circle"), radius: z.number() }),
        z.object({ kind: z.literal("square"), side: z.number() }),
      ]),
    )
    .query(({ input }) => {
      seen.push(input);
      return null;
    }),
});

const handle = createFetchHandler({ router });

async function ask(path: string, body?: string) {
  seen.length = 0;
  const init = { method: "POST", headers: { "content-type": "application/json" }, body };
  const url = `https://a.example${path}`;
  const response = await handle(new Request(url, body === undefined ? {} : init));
  return { status: response.status, body: JSON.parse(await response.text()), input: seen[0] };
}

const at = "2026-11-22T10:00:00.000Z";

describe("dates and bigints", () => {
  it("come as texts and leave as texts, at any depth", async () => {
    const moments = [{ at, ticks: "90071992547409930" }];
    const { body, input } = await ask("/echo", JSON.stringify({ moments }));
    expect(input).toEqual({ moments: [{ at: new Date(at), ticks: 90071992547409930n }] });
    expect(body).toEqual({ moments });
  });

  it("stand in records, unions and recursive shapes", async () => {
    const tree = { at, children: [{ at, children: [] }] };
    const { input } = await ask(
      "/echo",
      JSON.stringify({ byName: { a: "1", b: 2 }, tree, either: { on: at }, text: at }),
    );
    expect(input).toEqual({
      byName: { a: 1n, b: 2n },
      tree: { at: new Date(at), children: [{ at: new Date(at), children: [] }] },
      either: { on: new Date(at) },
      text: at,
    });
  });

  it("are refused by the schema where the text is none", async () => {
    const moments = [{ at: "yesterday", ticks: "1.5" }];
    const { status, body } = await ask("/echo", JSON.stringify({ moments }));
    expect(status).toBe(422);
    const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(["#/moments/0/at", "#/moments/0/ticks"]);
  });
});

describe("a query", () => {
  it("spells the members of an object as its own", async () => {
    const { input } = await ask("/search/2026?since=2026-11-22&above=7&tag=a&tag=b&done=0");
    expect(input).toEqual({
      year: 2026,
      since: new Date("2026-11-22"),
      above: 7n,
      filter: { tag: ["a", "b"], done: false },
    });
  });

  it("may be a union of objects", async () => {
    expect((await ask("/shapes?kind=circle&radius=1.5")).input).toEqual({
      kind: "circle",
      radius: 1.5,
    });
    expect((await ask("/shapes?kind=square&radius=1")).status).toBe(422);
  });
});
