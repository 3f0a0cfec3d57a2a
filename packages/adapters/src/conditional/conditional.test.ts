import { describe, expect, it } from "vitest";
import { ask, serve } from "../testing/serve.ts";

const json = { "content-type": "application/json" };

describe("a GET", () => {
  it("has a strong ETag that no credential changes, and another in each format", async () => {
    const { url } = await serve({ createContext: () => ({ reader: "reader" }) });
    const tag = async (headers: Record<string, string>, path = "/books/b1") =>
      (await fetch(`${url}${path}`, { headers })).headers.get("etag");
    const first = await tag({ authorization: "Bearer a" });
    expect(first).toMatch(/^"[\w-]{27}"$/);
    expect(await tag({ authorization: "Bearer b" })).toBe(first);
    expect(await tag({ accept: "application/xml" })).not.toBe(first);
    expect(await tag({}, "/books/b2")).not.toBe(first);
  });

  it("answers what is known already with a 304 that costs no quota", async () => {
    const { url } = await serve();
    const read = await ask(`${url}/books/b1`);
    const etag = read.headers.get("etag") ?? "";
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const again = await ask(`${url}/books/b1`, { headers: { "if-none-match": known } });
      expect([known, again.status, await again.text()]).toEqual([known, 304, ""]);
      expect(again.headers.get("etag")).toBe(etag);
      expect(again.headers.get("ratelimit")).toBe('"default";r=10');
      expect(again.headers.get("cache-control")).toBe(read.headers.get("cache-control"));
      expect(again.headers.get("vary")).toBe(read.headers.get("vary"));
      expect(again.headers.has("content-type")).toBe(false);
    }
    const other = await ask(`${url}/books/b1`, { headers: { "if-none-match": '"x"' } });
    expect([other.status, other.headers.get("ratelimit")]).toEqual([200, '"default";r=9']);
  });

  it("of a list, a HEAD and a document has one too", async () => {
    const { url } = await serve();
    const list = await ask(`${url}/books`);
    expect(list.headers.get("etag")).toMatch(/^"/);
    const head = await ask(`${url}/books`, { method: "HEAD" });
    expect(head.headers.get("etag")).toBe(list.headers.get("etag"));
    const document = await fetch(`${url}/openapi.json`);
    const known = { "if-none-match": document.headers.get("etag") ?? "" };
    expect((await fetch(`${url}/openapi.json`, { headers: known })).status).toBe(304);
  });
});

describe("a change", () => {
  const patch = (url: string, headers: Record<string, string>) =>
    ask(`${url}/books/b1`, { method: "PATCH", headers: { ...json, ...headers }, body: "{}" });

  it("is made where If-Match names what is there, and refused where it does not", async () => {
    const { url, calls } = await serve();
    const etag = (await ask(`${url}/books/b1`)).headers.get("etag") ?? "";
    expect((await patch(url, { "if-match": etag })).status).toBe(200);
    expect((await patch(url, { "if-match": `"x", ${etag}` })).status).toBe(200);
    expect((await patch(url, { "if-match": "*" })).status).toBe(200);
    const made = calls.filter(({ name }) => name === "books.update").length;
    for (const stale of ['"x"', `W/${etag}`, "nonsense"]) {
      const refused = await patch(url, { "if-match": stale });
      expect([stale, refused.status]).toEqual([stale, 412]);
      expect(refused.headers.get("etag")).toBe(etag);
    }
    expect(calls.filter(({ name }) => name === "books.update")).toHaveLength(made);
  });

  it("is refused where If-None-Match names what is there", async () => {
    const { url } = await serve();
    const etag = (await ask(`${url}/books/b1`)).headers.get("etag") ?? "";
    expect((await patch(url, { "if-none-match": "*" })).status).toBe(412);
    expect((await patch(url, { "if-none-match": etag })).status).toBe(412);
    expect((await patch(url, { "if-none-match": '"x"' })).status).toBe(200);
  });

  it("of what is not there meets no If-Match", async () => {
    const { url } = await serve();
    const headers = { ...json, "if-match": "*" };
    const refused = await ask(`${url}/books/gone`, { method: "PATCH", headers, body: "{}" });
    expect(refused.status).toBe(412);
    const create = { ...headers, "if-none-match": "*", "if-match": "" };
    expect((await ask(`${url}/books/gone`, { method: "DELETE", headers: create })).status).toBe(
      412,
    );
  });

  it("runs its check where the context says", async () => {
    const order: string[] = [];
    const { url } = await serve({
      withPrecondition: async (ctx, check) => {
        order.push("taken");
        await check({ ...ctx, calls: [] });
        order.push("checked");
        return ctx;
      },
    });
    expect((await patch(url, { "if-match": '"x"' })).status).toBe(412);
    expect(order).toEqual(["taken"]);
    expect((await patch(url, {})).status).toBe(200);
    expect(order).toEqual(["taken"]);
  });

  it("that demands If-Match is a 428 without it", async () => {
    const { url } = await serve();
    const replace = (headers: Record<string, string>) =>
      ask(`${url}/books/b1/cover`, { method: "PUT", headers: { ...json, ...headers }, body: "{}" });
    const refused = await replace({});
    expect(await refused.json()).toMatchObject({ status: 428, code: "precondition_required" });
    const etag = (await ask(`${url}/books/b1/cover`)).headers.get("etag") ?? "";
    expect((await replace({ "if-match": etag })).status).toBe(200);
    expect((await replace({ "if-match": '"x"' })).status).toBe(412);
  });
});
