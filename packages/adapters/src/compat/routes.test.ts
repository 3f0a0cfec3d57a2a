import { initTRPC } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createOpenApiFetchHandler, type OpenApiMeta, type OpenApiRouter } from "./index.ts";
import { routesOf } from "./routes.ts";

const t = initTRPC.meta<OpenApiMeta>().create();

/** A router with a procedure for each path, which takes its parameters. */
function routerOf(...paths: `/${string}`[]) {
  return t.router(
    Object.fromEntries(
      paths.map((path) => {
        const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
        const input = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
        const procedure = t.procedure.meta({ openapi: { method: "GET", path } }).input(input);
        return [path, procedure.output(z.unknown()).query(({ input }) => input)];
      }),
    ),
  );
}

describe("a path leads to", () => {
  const routes = routesOf(
    routerOf(
      ...(["/books/{id}", "/books/search", "/books/{id}/pages", "/Café/{id}"] as const),
      ...(["/files/{name}", "/files/{name}.{ext}", "/files/{name}.txt", "/a(b)*c"] as const),
      ...(["/many/{a}-{b}-{c}.x"] as const),
    ),
  );

  function find(path: string) {
    const found = routes.find("GET", path);
    return typeof found === "object" ? [found.route.endpoint.path, found.params] : found;
  }

  test.each([
    ["a literal before a parameter", "/books/search", "/books/search", {}],
    ["a literal in other letters", "/BOOKS/Search", "/books/search", {}],
    ["a parameter, with its letters", "/books/Search%20It", "/books/{id}", { id: "Search It" }],
    ["a longer path", "/books/search/pages", "/books/{id}/pages", { id: "search" }],
    ["an encoded slash", "/books/a%2Fb", "/books/{id}", { id: "a/b" }],
    ["a letter that is encoded", "/caf%C3%A9/1", "/Café/{id}", { id: "1" }],
    ["what says more of a segment", "/files/a.txt", "/files/{name}.txt", { name: "a" }],
    ["two parameters", "/files/a.b.md", "/files/{name}.{ext}", { name: "a.b", ext: "md" }],
    ["one parameter", "/files/readme", "/files/{name}", { name: "readme" }],
    ["the signs of a regular expression", "/a(b)*c", "/a(b)*c", {}],
  ])("%s", (_, path, template, params) => {
    expect(find(path)).toEqual([template, params]);
  });

  test.each(["/aabc", "/books/", "/books//pages", "/files/", "/nothing"])("nothing: %s", (path) => {
    expect(find(path)).toBeUndefined();
  });

  test("nothing, of another method", () => {
    expect(routes.find("POST", "/books/search")).toBeUndefined();
  });

  test.each(["/books/%", "/books/%FF"])("no text: %s", (path) => {
    expect(find(path)).toBe("malformed");
  });

  test("nothing in good time, where many splits are possible", () => {
    const started = performance.now();
    expect(find(`/many/${"-".repeat(15_000)}`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe("the fetch handler", () => {
  test("reads the router once, and not at each request", async () => {
    const router = routerOf("/a");
    const { procedures } = router._def;
    let reads = 0;
    Object.defineProperty(router._def, "procedures", {
      get() {
        reads++;
        return procedures;
      },
    });
    routesOf(router);
    const compiling = reads;
    for (let count = 0; count < 20; count++) expect((await call(router, "/a")).status).toBe(200);
    // tRPC itself looks the procedure up, once a call.
    expect(reads - compiling).toBeLessThanOrEqual(20);
    expect(compiling).toBeGreaterThan(0);
  });

  test("finds its endpoint at the start of the path alone", async () => {
    const router = routerOf("/a", "/x/api/a");
    expect((await call(router, "/a", "http://api.localhost/api")).status).toBe(200);
    expect((await call(router, "/api/a", "http://localhost/x")).status).toBe(200);
    expect((await call(router, "/nowhere")).status).toBe(404);
  });

  test("leaves the schemas as they are: tRPC accepts afterwards what it accepted before", async () => {
    const input = z.object({ a: z.number(), b: z.boolean().optional() });
    const openapi = { method: "GET", path: "/a" } as const;
    const a = t.procedure.meta({ openapi }).input(input).output(z.number());
    const router = t.router({ a: a.query(({ input }) => input.a) });
    expect(await (await call(router, "/a?a=5&b=false")).json()).toBe(5);
    expect(() => input.parse({ a: "5" })).toThrow();
    // @ts-expect-error A text is no number to tRPC, whatever REST calls came before.
    await expect(router.createCaller({}).a({ a: "5" })).rejects.toThrow();
  });
});

function call(router: OpenApiRouter, path: string, base = "http://localhost/api") {
  const req = new Request(base + path);
  return createOpenApiFetchHandler({ router, req, endpoint: "/api" });
}
