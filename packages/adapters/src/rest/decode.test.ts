import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toJsonSchema } from "../json-schema.ts";
import { ask, serve } from "../testing/serve.ts";
import { compileCoercion } from "./coerce.ts";

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };

async function search(query: string): Promise<unknown> {
  const { url, calls } = await serve();
  const response = await ask(`${url}/books/search?${query}`);
  return response.ok ? calls[0]?.input : response.status;
}

describe("a query", () => {
  it.each([
    ["inPrint=true", { inPrint: true }],
    ["inPrint=false", { inPrint: false }],
    ["inPrint=1", { inPrint: true }],
    ["inPrint=0", { inPrint: false }],
    ["inPrint=yes", 422],
    ["inPrint=TRUE", 422],
    ["inPrint=", 422],
    ["limit=7", { limit: 7 }],
    ["limit=07", 422],
    ["limit=1e1", 422],
    ["limit=0x1", 422],
    ["limit=1.0", 422],
    ["limit=", 422],
    ["limit=%207", 422],
    ["weight=-1.50", { weight: -1.5 }],
    ["weight=1e3", 422],
    ["weight=Infinity", 422],
    ["tag=a", { tag: ["a"] }],
    ["tag=a&tag=b", { tag: ["a", "b"] }],
    ["tag[]=a&tag%5B%5D=b", { tag: ["a", "b"] }],
    ["years=1965&years=1984", { years: [1965, 1984] }],
    ["years=1965&years=x", 422],
    ["after=2026-01-02T03:04:05Z", { after: "2026-01-02T03:04:05Z" }],
    ["after=yesterday", 422],
    ["query=12", { query: "12" }],
    ["query=a+b%2Bc", { query: "a b+c" }],
    ["limit=1&limit=2", 422],
    ["limit[]=1", 422],
    ["unknown=1", 422],
    ["toString=1", 422],
    ["__proto__=1", 400],
    ["query=%ZZ", 400],
    ["query=%00", 400],
    ["&&limit=3&", { limit: 3 }],
    [Array.from({ length: 50 }, () => "tag=a").join("&"), { tag: Array(50).fill("a") }],
    [Array.from({ length: 51 }, () => "tag=a").join("&"), 400],
    [`query=${"x".repeat(2042)}`, { query: "x".repeat(2042) }],
    [`query=${"x".repeat(2043)}`, 414],
  ])("%.60s", async (query, expected) => {
    expect(await search(query)).toEqual(expected);
  });

  it("with a repeated member is told where", async () => {
    const { url } = await serve();
    const response = await ask(`${url}/books/search?limit=1&limit=2`);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: "#/limit" }] });
  });

  it("belongs to a GET or a DELETE, and to no body", async () => {
    const { url, calls } = await serve();
    const removed = await ask(`${url}/books/b1?force=1`, { method: "DELETE" });
    expect([removed.status, calls[0]?.input]).toEqual([204, { id: "b1", force: true }]);
    const same = await ask(`${url}/books/b1?id=b1`);
    const other = await ask(`${url}/books/b1?id=b2`);
    expect([same.status, other.status]).toEqual([200, 422]);
    const patched = await ask(`${url}/books/b1?title=x`, { method: "PATCH" });
    expect(patched.status).toBe(422);
    expect(await patched.json()).toMatchObject({ errors: [{ pointer: "#/title" }] });
  });
});

describe("a body", () => {
  it.each([
    ["JSON", json, '{"title":"Dune"}', { id: "b1", title: "Dune" }],
    [
      "JSON with a charset",
      { "content-type": 'Application/JSON; charset="UTF-8"' },
      "{}",
      { id: "b1" },
    ],
    [
      "a merge patch",
      { "content-type": "application/merge-patch+json" },
      '{"pages":null}',
      { id: "b1", pages: null },
    ],
    [
      "a form",
      form,
      "title=Dune+2&pages=7&tags=a&tags=b",
      { id: "b1", title: "Dune 2", pages: 7, tags: ["a", "b"] },
    ],
    ["a form with bare UTF-8, as curl sends it", form, "title=Zoë", { id: "b1", title: "Zoë" }],
    ["a union", json, '{"rating":{"words":"fine"}}', { id: "b1", rating: { words: "fine" } }],
    ["nothing", {}, "", { id: "b1" }],
    ["nothing, called JSON", json, "", { id: "b1" }],
    ["the path's own parameter", json, '{"id":"b1"}', { id: "b1" }],
    ["another parameter than the path's", json, '{"id":"b2"}', 422],
    ["an unknown member", json, '{"colour":"red"}', 422],
    ["a list", json, "[]", 422],
    ["null", json, "null", 422],
    ["a string for a number", json, '{"pages":"7"}', 422],
    ["broken JSON", json, '{"title":', 400],
    ["a name twice", json, '{"title":"a","title":"b"}', 400],
    ["a byte order mark", json, "\ufeff{}", 400],
    ["a field twice", form, "title=a&title=b", 422],
    ["another charset", { "content-type": "application/json; charset=latin1" }, "{}", 415],
    ["text", { "content-type": "text/plain" }, "{}", 415],
    [
      "XML",
      { "content-type": "application/xml" },
      "<a><title>Dune</title></a>",
      { id: "b1", title: "Dune" },
    ],
    ["XML by its older name", { "content-type": "text/xml" }, "<a/>", { id: "b1" }],
    ["XML with a DTD", { "content-type": "application/xml" }, "<!DOCTYPE a><a/>", 400],
    ["something else", { "content-type": "text/csv" }, "a", 415],
    ["what is compressed", { ...json, "content-encoding": "gzip" }, "{}", 415],
  ])("of %s", async (_, headers, body, expected) => {
    const { url, calls } = await serve();
    const response = await ask(`${url}/books/b1`, { method: "PATCH", headers, body });
    expect(response.ok ? calls[0]?.input : response.status).toEqual(expected);
  });

  it("is no merge patch in a POST, and no form where a form can't spell what is required", async () => {
    const { url } = await serve();
    const merge = { "content-type": "application/merge-patch+json", "idempotency-key": "k" };
    const posted = await ask(`${url}/books`, { method: "POST", headers: merge, body: "{}" });
    expect(posted.headers.get("accept")).toBe(
      "application/json, application/xml, application/x-www-form-urlencoded",
    );
    const note = { method: "POST", headers: form, body: "lines=a" };
    const noted = await ask(`${url}/books/b1/pages/1/notes`, note);
    expect([noted.status, noted.headers.get("accept")]).toEqual([
      415,
      "application/json, application/xml",
    ]);
  });

  it("that is not UTF-8 is refused", async () => {
    const { url } = await serve();
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const response = await ask(`${url}/books/b1`, { method: "PATCH", headers: json, body });
    expect(response.status).toBe(400);
  });

  it("of no type is refused", async () => {
    const { url } = await serve();
    const body = new TextEncoder().encode("{}");
    expect((await ask(`${url}/books/b1`, { method: "PATCH", body })).status).toBe(415);
  });

  it("goes unread in a DELETE", async () => {
    const { url, calls } = await serve();
    const init = { method: "DELETE", headers: json, body: '{"force":true}' };
    expect((await ask(`${url}/books/b1`, init)).status).toBe(204);
    expect(calls[0]?.input).toEqual({ id: "b1" });
  });
});

describe("compileCoercion", () => {
  function read(schema: z.ZodType, text: string): unknown {
    const json = toJsonSchema(schema, "input");
    return compileCoercion(json, json)?.one(text);
  }

  it("reads literals, nullables, unions and schemas with an id", () => {
    expect(read(z.literal([1, 2]), "2")).toBe(2);
    expect(read(z.literal([1, "a"]), "1")).toBe("1");
    expect(read(z.int().nullable(), "3")).toBe(3);
    expect(read(z.int().nullable(), "null")).toBe("null");
    expect(read(z.union([z.int(), z.boolean()]), "true")).toBe(true);
    expect(read(z.union([z.int(), z.boolean()]), "1")).toBe(1);
    expect(read(z.int().meta({ id: "CoercedInt" }), "4")).toBe(4);
    expect(read(z.int().default(1), "5")).toBe(5);
    expect(read(z.int().or(z.array(z.int())), "6")).toBe(6);
  });

  it("finds no spelling for objects and lists of lists", () => {
    expect(read(z.object({}), "")).toBeUndefined();
    expect(read(z.array(z.object({})), "")).toBeUndefined();
    expect(read(z.array(z.array(z.string())), "")).toBeUndefined();
  });
});
