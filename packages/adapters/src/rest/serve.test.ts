import { once } from "node:events";
import { get } from "node:http";
import { describe, expect, it } from "vitest";
import type { Operation } from "../operation.ts";
import { listProcedures } from "../procedure.ts";
import { buildRegistry } from "../registry.ts";
import { library } from "../testing/library.ts";
import { ask, callLibrary, serve } from "../testing/serve.ts";

const json = { "content-type": "application/json" };

describe("answers", () => {
  it("carry the output, its exact length and the headers of every answer", async () => {
    const { url } = await serve();
    const response = await ask(`${url}/books/b1`);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(JSON.parse(text)).toEqual({ id: "b1", title: "Dune", pages: 412 });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "content-length": String(text.length),
      "cache-control": "private, no-cache",
      vary: "Accept",
      "x-content-type-options": "nosniff",
      "x-request-id": "req_1",
      ratelimit: '"default";r=9',
    });
  });

  it("name the place of what was created, encoded", async () => {
    const { url } = await serve();
    const headers = { ...json, "idempotency-key": "k" };
    const created = await ask(`${url}/books`, {
      method: "POST",
      headers,
      body: '{"title":"Dune"}',
    });
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe("/api/v1/books/b%2F9");
    const note = await ask(`${url}/books/b%201/pages/7/notes`, {
      method: "POST",
      headers: json,
      body: '{"lines":[]}',
    });
    expect(note.headers.get("location")).toBe("/api/v1/books/b%201/pages/7/notes/n1");
    expect(await note.json()).toEqual({ id: "n1", page: 7 });
  });

  it("have no body where the output is void", async () => {
    const { url } = await serve();
    const response = await ask(`${url}/books/b1`, { method: "DELETE" });
    expect(response.status).toBe(204);
    expect(response.headers.has("content-type")).toBe(false);
    expect(await response.text()).toBe("");
  });

  it("link to the next page, keeping the query", async () => {
    const { url } = await serve();
    const response = await ask(`${url}/books?tag=a%20b&cursor=&limit=2`);
    expect(response.headers.get("link")).toBe(
      '</api/v1/books?tag=a%20b&limit=2&cursor=b1%2F%26>; rel="next"',
    );
    const last = await ask(`${url}/books?cursor=b1%2F%26`);
    expect(last.headers.has("link")).toBe(false);
  });

  it("link to nothing that would break out of the header", async () => {
    const { port } = await serve();
    const path = '/api/v1/books?tag=a>;rel="x';
    const sent = get({ port, path, headers: { authorization: "Bearer reader" } });
    const [response] = await once(sent, "response");
    expect(response.headers.link).toMatch(
      /^<\/api\/v1\/books\?tag=a%3E;rel=%22x&cursor=b1%2F%26>; rel="next"$/,
    );
    response.resume();
  });

  it("say that they are replayed", async () => {
    const kept = { output: { id: "b1", title: "Kept", pages: 1 }, replayed: true };
    const { url } = await serve({ idempotencyStore: { run: async () => kept } });
    const headers = { "idempotency-key": "k" };
    const response = await ask(`${url}/books/b1`, { method: "PATCH", headers });
    expect(await response.json()).toEqual(kept.output);
    expect(response.headers.get("idempotent-replayed")).toBe("true");
  });

  it("to a HEAD are those to a GET without the body", async () => {
    const { url } = await serve();
    const get = await ask(`${url}/books/b1`);
    const head = await ask(`${url}/books/b1`, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
    expect(await head.text()).toBe("");
  });
});

describe("what needs no credential", () => {
  it("is a document", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/openapi.json`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ openapi: "3.1.1" });
    expect(response.headers.get("x-request-id")).toBe("req_1");
    expect((await ask(`${url}/openapi.json`, { method: "POST" })).status).toBe(405);
  });

  it("is what may be done with a path", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/books/b1`, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("allow")).toBe("GET, HEAD, PATCH, DELETE, OPTIONS");
    expect((await fetch(`${url}/nothing`, { method: "OPTIONS" })).status).toBe(401);
  });
});

describe("refusals", () => {
  it("are problems with a request id, whatever was asked for", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/books/b1`, { headers: { accept: "text/html" } });
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(response.headers.has("ratelimit")).toBe(false);
    expect(await response.json()).toMatchObject({ status: 401, requestId: "req_1" });
  });

  it("carry the rate limit once the caller is known", async () => {
    const { url } = await serve();
    const refused = [
      [404, await ask(`${url}/nothing`)],
      [404, await ask(`${url}/Books`)],
      [404, await ask(`${url}/books/`)],
      [404, await ask(`${url}/books/gone`)],
      [400, await ask(`${url}/books/%ZZ`)],
      [400, await ask(`${url}/books/%FF`)],
      [405, await ask(`${url}/books/b1`, { method: "PUT" })],
      [406, await ask(`${url}/books/b1`, { headers: { accept: "text/html" } })],
      [415, await ask(`${url}/books/b1`, { method: "PATCH", body: "<a/>" })],
      [422, await ask(`${url}/books?limit=0`)],
      [429, await ask(`${url}/books`, { headers: { authorization: "Bearer spent" } })],
    ] as const;
    for (const [status, response] of refused) {
      expect([response.url, response.status]).toEqual([response.url, status]);
      expect(response.headers.get("ratelimit")).toBe('"default";r=9');
      expect(response.headers.get("x-request-id")).toBe("req_1");
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ status, requestId: "req_1" });
    }
  });

  it("say what would do", async () => {
    const { url } = await serve();
    const method = await ask(`${url}/books`, { method: "DELETE" });
    expect(method.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
    const media = await ask(`${url}/books/b1`, { method: "PATCH", body: "<a/>" });
    const types =
      "application/json, application/merge-patch+json, application/xml, application/x-www-form-urlencoded";
    expect(media.headers.get("accept")).toBe(types);
    expect(media.headers.get("accept-patch")).toBe(types);
    const accept = await ask(`${url}/books`, { headers: { accept: "text/html;q=0.9" } });
    expect(await accept.json()).toMatchObject({
      available: ["application/json", "application/xml"],
    });
  });

  it("never show an unknown error", async () => {
    const { url } = await serve({
      createContext: () => {
        throw new Error("password=hunter2");
      },
    });
    const response = await ask(`${url}/books/b1`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
  });

  it("leave no header of success behind", async () => {
    const circular: Record<string, unknown> = { id: "b1" };
    circular.self = circular;
    const store = { run: async () => ({ output: circular, replayed: false }) };
    const { url } = await serve({ idempotencyStore: store });
    const headers = { "idempotency-key": "k" };
    const response = await ask(`${url}/books`, { method: "POST", headers });
    expect([response.status, response.headers.get("location")]).toEqual([500, null]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("keep the message of each error its own", async () => {
    const { url } = await serve();
    const refuse = async (query: string) =>
      JSON.stringify(await (await ask(`${url}/books${query}`)).json());
    expect(await refuse("?limit=0")).toContain("#/limit");
    expect(await refuse("?years=x")).toContain("#/years/0");
    expect(await refuse("?limit=0")).not.toContain("#/years");
  });
});

describe("matching", () => {
  it("prefers a static path and decodes parameters once", async () => {
    const { url, calls } = await serve();
    await ask(`${url}/books/search`);
    for (const id of ["a%2Fb", "a%20b", "a+b", "%252F", "%C3%A9", "SEARCH", "x".repeat(300)]) {
      await ask(`${url}/books/${id}`);
    }
    const [search, ...gets] = calls;
    expect(search?.name).toBe("books.search");
    const ids = gets.map(({ input }) => input.id);
    expect(ids).toEqual(["a/b", "a b", "a+b", "%2F", "é", "SEARCH", "x".repeat(300)]);
  });

  it("takes a template's text literally", async () => {
    const { url, calls } = await serve();
    expect((await ask(`${url}/bookz`)).status).toBe(404);
    expect((await ask(`${url}/books/a/b`)).status).toBe(404);
    expect((await ask(`${url}`)).status).toBe(404);
    expect(calls).toEqual([]);
  });
});

describe("a REST call", () => {
  it("changes nothing about what tRPC accepts", async () => {
    const { url } = await serve();
    const schemas = () =>
      listProcedures(library).map(({ inputs, output }) => JSON.stringify([inputs, output]));
    const before = schemas();
    const rpc = () => callLibrary("books.search", "query", { limit: "5", inPrint: "false" });
    await expect(rpc()).rejects.toThrow("expected number");
    const response = await ask(`${url}/books/search?limit=5&inPrint=false`);
    expect(await response.json()).toEqual({ input: { limit: 5, inPrint: false } });
    await expect(rpc()).rejects.toThrow("expected number");
    expect(schemas()).toEqual(before);
  });

  it("gives what tRPC gives for every example", async () => {
    const { url, calls } = await serve({ withPrecondition: (ctx) => ctx });
    for (const operation of buildRegistry(library)) {
      const { name, kind, example = {} } = operation;
      const { target, init } = exampleRequest(operation);
      const response = await ask(url + target, init);
      const output = await callLibrary(name, kind === "query" ? "query" : "mutation", example);
      expect(await response.text()).toBe(output === undefined ? "" : JSON.stringify(output));
      expect(calls.at(-1)?.input).toEqual(example);
    }
  });
});

function exampleRequest({ method, path, params, example }: Operation) {
  const input = new Map(Object.entries(example ?? {}));
  const target = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(input.get(name)));
  for (const name of params) input.delete(name);
  const headers = { ...json, "idempotency-key": "k", "if-match": "*" };
  if (method !== "GET" && method !== "DELETE") {
    const body = JSON.stringify(Object.fromEntries(input));
    return { target, init: { method, headers, body } };
  }
  const query = new URLSearchParams(Object.fromEntries(input));
  return { target: `${target}?${query}`, init: { method } };
}
