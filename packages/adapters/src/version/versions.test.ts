import { initTRPC } from "@trpc/server";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { createFetchHandler } from "../fetch-handler.ts";
import type { ProcedureMeta } from "../meta.ts";
import type { RestOptions } from "../options.ts";
import { buildRegistry } from "../registry.ts";
import { serveVersions } from "./apply.ts";
import { defineVersion, down, up } from "./define.ts";
import type { Versions } from "./versions.ts";

/** Today a note has lines; in v1 it had one text. */
const t = initTRPC.context<{ pin?: string }>().meta<ProcedureMeta>().create();
const Note = z.object({ id: z.string(), lines: z.array(z.string().max(20)) });

const router = t.router({
  notes: {
    get: t.procedure
      .meta({ rest: "GET /notes/{id}", summary: "Get a note" })
      .input(z.strictObject({ id: z.string().regex(/^n/) }))
      .output(Note)
      .query(({ input }) => ({ id: input.id, lines: ["a", "b"] })),
    create: t.procedure
      .meta({ rest: "POST /notes", summary: "Write a note", status: 201 })
      .input(z.strictObject({ lines: z.array(z.string().max(20)).min(1) }))
      .output(Note)
      .mutation(({ input }) => ({ id: "n1", ...input })),
    sort: t.procedure
      .meta({ rest: "POST /sort", summary: "Sort notes" })
      .output(z.object({ sorted: z.boolean() }))
      .mutation(() => ({ sorted: true })),
  },
});

const OldNote = z.object({ id: z.string(), text: z.string() });
const toOld = ({ id, lines }: z.infer<typeof Note>) => ({ id, text: lines.join("\n") });

const v1 = defineVersion(router, {
  name: "v1",
  released: "2026-01-01",
  deprecated: "2026-06-01",
  sunset: "2027-06-01",
  docs: "/changelog#v1",
  changes: {
    "notes.get": { summary: "A note is one text.", output: down(OldNote, toOld) },
    "notes.create": {
      summary: "A note is one text.",
      rest: "POST /memos",
      input: up(z.strictObject({ text: z.string().max(50) }), ({ text }) => ({
        lines: text.split("\n"),
      })),
      output: down(OldNote, toOld),
      pointer: (pointer) => pointer.replace(/^#\/lines.*/, "#/text"),
      example: { text: "a" },
    },
  },
  removed: ["notes.sort"],
});

const versions: Versions = {
  head: { name: "v2", released: "2026-06-01" },
  older: [v1],
  retired: [{ name: "v0", released: "2025-01-01", sunset: "2026-01-01", docs: "/changelog#v0" }],
};

type Options = RestOptions<{ pin?: string }, Request>;

async function ask(path: string, init: RequestInit = {}, options: Partial<Options> = {}) {
  const handle = createFetchHandler<{ pin?: string }>({
    ...{ router, versions, basePath: "/api" },
    createContext: ({ req }) => ({ pin: req.headers.get("pin") ?? undefined }),
    pinnedVersion: ({ pin }) => pin,
    documents: (version) => ({ "/about": { contentType: "text/plain", body: `${version}` } }),
    ...options,
  });
  const response = await handle(new Request(`https://shop.example${path}`, init));
  const text = await response.text();
  const body = text.startsWith("{") ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}

const post = (body: object, headers = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

describe("two versions", () => {
  it("live side by side, each in its own shape", async () => {
    expect((await ask("/api/v2/notes/n1")).body).toEqual({ id: "n1", lines: ["a", "b"] });
    expect((await ask("/api/v1/notes/n1")).body).toEqual({ id: "n1", text: "a\nb" });
    const made = await ask("/api/v1/memos", post({ text: "x\ny" }));
    expect([made.status, made.body]).toEqual([201, { id: "n1", text: "x\ny" }]);
    expect(made.headers.get("location")).toBe("/api/v1/memos/n1");
  });

  it("have each their own operations", async () => {
    expect((await ask("/api/v1/sort", { method: "POST" })).status).toBe(404);
    expect((await ask("/api/v2/sort", { method: "POST" })).status).toBe(200);
    expect((await ask("/api/v1/notes", post({ lines: ["a"] }))).status).toBe(404);
    expect((await ask("/api/v2/memos", post({ text: "a" }))).status).toBe(404);
  });

  it("refuse what their own input does not take, by its own names", async () => {
    const newer = await ask("/api/v1/memos", post({ lines: ["a"] }));
    expect(newer.body).toMatchObject({ status: 422, errors: [{ pointer: "#/text" }, {}] });
    expect((await ask("/api/v2/notes", post({ text: "a" }))).status).toBe(422);
  });

  it("call it our fault where a change makes what today's schema refuses", async () => {
    const long = "a".repeat(30);
    const { status, body } = await ask("/api/v1/memos", post({ text: long }));
    expect([status, body.code]).toEqual([500, "internal"]);
    expect((await ask("/api/v2/notes", post({ lines: [long] }))).status).toBe(422);
  });

  it("tell their names, and what becomes of them", async () => {
    const { headers } = await ask("/api/v1/notes/n1");
    expect(headers.get("api-version")).toBe("v1");
    expect(headers.get("deprecation")).toBe("@1780272000");
    expect(headers.get("sunset")).toBe("Tue, 01 Jun 2027 00:00:00 GMT");
    expect(headers.get("link")).toContain('</changelog#v1>; rel="deprecation"; type="text/html"');
    expect(headers.get("vary")).toBe("Accept, Api-Version");
    const current = (await ask("/api/v2/notes/n1")).headers;
    expect(current.get("api-version")).toBe("v2");
    expect(current.has("deprecation") || current.has("sunset")).toBe(false);
    const refused = await ask("/api/v1/notes/x");
    expect(refused.status).toBe(422);
    expect(refused.headers.get("api-version")).toBe("v1");
    expect(refused.headers.get("deprecation")).toBe("@1780272000");
  });

  it("have documents of their own", async () => {
    expect((await ask("/api/v1/about")).body).toBe("v1");
    expect((await ask("/api/about")).body).toBe("v2");
    expect((await ask("/api/about", { headers: { "api-version": "v1" } })).body).toBe("v1");
  });

  it("have ETags of their own", async () => {
    const [one, two] = await Promise.all([ask("/api/v1/notes/n1"), ask("/api/v2/notes/n1")]);
    expect(one.headers.get("etag")).not.toBe(two.headers.get("etag"));
  });
});

describe("the version of /api", () => {
  it("is the header's, else the caller's pin, else the newest", async () => {
    const versionOf = async (headers: Record<string, string>) => {
      const { status, headers: answered, body } = await ask("/api/notes/n1", { headers });
      expect(status).toBe(200);
      expect("text" in body).toBe(answered.get("api-version") === "v1");
      return answered.get("api-version");
    };
    expect(await versionOf({})).toBe("v2");
    expect(await versionOf({ "api-version": "v1" })).toBe("v1");
    expect(await versionOf({ pin: "v1" })).toBe("v1");
    expect(await versionOf({ pin: "v1", "api-version": "v2" })).toBe("v2");
    const byPath = await ask("/api/v2/notes/n1", { headers: { pin: "v1" } });
    expect(byPath.headers.get("api-version")).toBe("v2");
  });

  it("is refused where there is none of that name, and where it has ended", async () => {
    for (const [path, header] of [
      ["/api/v9/notes/n1", undefined],
      ["/api/v9", undefined],
      ["/api/notes/n1", "v9"],
      ["/api/notes/n1", ""],
      ["/api/notes/n1", "2026-01-01"],
    ] as const) {
      const headers = header === undefined ? undefined : { "api-version": header };
      const { status, body } = await ask(path, { headers });
      expect([path, status]).toEqual([path, 400]);
      expect(body).toMatchObject({ code: "version_unknown", supported: ["v2", "v1"] });
    }
    const gone = await ask("/api/v0/notes/n1");
    expect(gone.status).toBe(410);
    expect(gone.headers.get("sunset")).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
    expect(gone.headers.get("link")).toContain('rel="sunset"');
    expect((await ask("/api/notes/n1", { headers: { "api-version": "v0" } })).status).toBe(410);
    expect((await ask("/api/notes/n1", { headers: { pin: "v0" } })).status).toBe(410);
  });

  it("is told to callers whom nobody knows, too", async () => {
    const createContext = () => {
      throw new Error("who is it?");
    };
    const { status, headers } = await ask("/api/notes/n1", {}, { createContext });
    expect([status, headers.get("api-version")]).toEqual([500, "v2"]);
  });

  it("is not guessed where path and header disagree", async () => {
    const headers = { "api-version": "v1" };
    expect((await ask("/api/v2/notes/n1", { headers })).status).toBe(400);
    expect((await ask("/api/v1/notes/n1", { headers })).status).toBe(200);
  });

  it("is not taken from a path that only begins like one", async () => {
    expect((await ask("/api/v1x/notes")).status).toBe(404);
    expect((await ask("/apiv1/notes/n1")).status).toBe(404);
  });
});

describe("defineVersion", () => {
  it("is refused where a change fits no operation of today", () => {
    const registry = buildRegistry(router);
    const stray = { ...v1, changes: { "notes.burn": { summary: "" } } };
    expect(() => serveVersions(registry, { ...versions, older: [stray] })).toThrow(
      "v1: notes.burn is no public operation of today",
    );
  });

  it("is refused with dates that cannot be", () => {
    const facts = { name: "v1", released: "2026-01-01" };
    expect(() => defineVersion(router, { ...facts, sunset: "soon" })).toThrow("soon is no date");
    expect(() =>
      defineVersion(router, { ...facts, deprecated: "2026-06-01", sunset: "2026-05-01" }),
    ).toThrow("before the deprecation");
  });

  it("does not compile where a change does not fit its procedure", () => {
    const facts = { name: "v1", released: "2026-01-01" };
    const summary = "";
    // @ts-expect-error there is no such procedure
    defineVersion(router, { ...facts, changes: { "notes.burn": { summary } } });
    const input = { summary, input: up(OldNote, ({ text }) => ({ text })) };
    // @ts-expect-error `up` does not make what the procedure takes
    defineVersion(router, { ...facts, changes: { "notes.create": input } });
    const output = {
      summary,
      output: down(OldNote, (now: { body: string }) => ({ id: now.body, text: "" })),
    };
    // @ts-expect-error `down` takes what the procedure does not give
    defineVersion(router, { ...facts, changes: { "notes.get": output } });
    expectTypeOf(v1.name).toBeString();
  });
});
