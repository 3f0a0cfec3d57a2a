import type { APIResponse } from "@playwright/test";
import { expect, test } from "../../fixtures/index.ts";

test("the whole catalogue is read page by page, each product once", async ({ apiKey, owner }) => {
  const { request } = await apiKey(["products:read"]);
  const [newest] = (await owner.products.list.query({ limit: 1, status: "active" })).data;
  const ids: string[] = [];
  let path: string | null = "/api/v1/products?limit=40&status=active";
  while (path) {
    const answer: APIResponse = await request.get(path);
    expect(answer.status()).toBe(200);
    const { data, hasMore, nextCursor } = await answer.json();
    ids.push(...data.map(({ id }: { id: string }) => id));
    expect(hasMore).toBe(nextCursor !== null);
    const next: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.headers().link ?? "")?.[1];
    expect(next !== undefined, "the Link header says the same").toBe(hasMore);
    path = next ?? null;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(100);
  expect(ids).toContain(newest?.id);
});

test("a list takes only what it documents", async ({ apiKey }) => {
  const { request } = await apiKey(["products:read", "orders:read"]);
  const refusals = {
    "/api/v1/products?limit=101": "#/limit",
    "/api/v1/products?colour=red": "#/colour",
    "/api/v1/orders?status=lost": "#/status",
  };
  for (const [path, pointer] of Object.entries(refusals)) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(422);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: "validation_failed", errors: [{ pointer }] });
  }
});

test("filters narrow the list", async ({ apiKey, sell }) => {
  const { request } = await apiKey(["products:read"]);
  const { sku, id } = await sell(1);
  const bySku = await (await request.get(`/api/v1/products?sku=${sku}`)).json();
  expect(bySku).toMatchObject({ data: [{ id }], hasMore: false, nextCursor: null });
  const { updatedAt } = bySku.data[0];
  const later = new URLSearchParams({ updatedAfter: updatedAt, sku });
  expect((await (await request.get(`/api/v1/products?${later}`)).json()).data).toEqual([]);
});

test("every answer names its request; an authenticated one its quota", async ({
  apiKey,
  request,
}) => {
  const { request: partner } = await apiKey(["products:read"]);
  const answers = [
    await partner.get("/api/v1/products?limit=1"),
    await partner.get("/api/v1/products/prd_01jd7m3v9kf4s8qzt5w2x6y7ab"),
    await partner.get("/api/v1/orders"),
  ];
  expect(answers.map((answer) => answer.status())).toEqual([200, 404, 403]);
  for (const answer of answers) {
    const headers = answer.headers();
    expect(headers["x-request-id"]).toMatch(/^req_/);
    expect(headers["ratelimit-policy"]).toMatch(
      /^"default";q=\d+;w=60, "inflight";q=\d+;qu="concurrent-requests"$/,
    );
    expect(headers.ratelimit).toMatch(/^"default";r=\d+;t=\d+, "inflight";r=\d+$/);
  }
  const anonymous = await request.get("/api/v1/products");
  expect(anonymous.headers()["x-request-id"]).toMatch(/^req_/);
});

test("a quota that is used up is refused until it is refilled", async ({ owner, request }) => {
  const { key } = await owner.keys.create.mutate({
    name: "Slow",
    scopes: ["products:read"],
    limits: { perMinute: 2 },
  });
  const call = () => request.get("/api/v1/products?limit=1", { headers: { "X-API-Key": key } });
  const statuses = [(await call()).status(), (await call()).status()];
  expect(statuses).toEqual([200, 200]);
  const refused = await call();
  expect(refused.status()).toBe(429);
  expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "rate_limited", status: 429 });
});

test("a refusal is a problem that names its page and its request", async ({ apiKey, request }) => {
  const { request: partner } = await apiKey(["orders:write"]);
  const headers = { "Idempotency-Key": "unparsable" };
  const refusals = [
    { status: 401, answer: await request.get("/api/v1/me") },
    { status: 404, answer: await partner.get("/api/v1/nothing-here") },
    { status: 405, answer: await partner.delete("/api/v1/orders") },
    {
      status: 400,
      answer: await partner.post("/api/v1/orders", {
        headers: { ...headers, "Content-Type": "application/json" },
        data: Buffer.from("{"),
      }),
    },
    {
      status: 415,
      answer: await partner.post("/api/v1/orders", {
        headers: { ...headers, "Content-Type": "text/plain" },
        data: "hello",
      }),
    },
  ];
  for (const { status, answer } of refusals) {
    expect(answer.status(), answer.url()).toBe(status);
    expect(answer.headers()["content-type"]).toMatch(/^application\/problem\+json/);
    const problem = await answer.json();
    expect(problem).toMatchObject({
      status,
      title: expect.any(String),
      code: expect.any(String),
      requestId: answer.headers()["x-request-id"],
      type: expect.stringContaining(`/docs/errors/${problem.code}`),
    });
  }
  expect(refusals[2]?.answer.headers().allow).toContain("POST");
});

test("the OpenAPI document tells what the server serves", async ({ apiKey, request }) => {
  const answer = await request.get("/api/v1/openapi.json");
  expect(answer.status()).toBe(200);
  const document = await answer.json();
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.servers).toMatchObject([{ url: "/api/v1" }]);

  const { request: partner } = await apiKey("all");
  const lists = Object.keys(document.paths).filter(
    (path) => document.paths[path].get && !path.includes("{"),
  );
  expect(lists.length).toBeGreaterThan(5);
  for (const path of lists) {
    expect((await partner.get(`/api/v1${path}`)).status(), path).toBe(200);
  }
  const ids = Object.values<Record<string, { operationId?: string }>>(document.paths).flatMap(
    (methods) => Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(ids).not.toContain(undefined);
  expect(new Set(ids).size).toBe(ids.length);
});
