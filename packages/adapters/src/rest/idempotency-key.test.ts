import { describe, expect, it } from "vitest";
import { ask, serve } from "../testing/serve.ts";

describe("an Idempotency-Key", () => {
  it.each([
    ["8e03978e-40d5-43e8-bc93-6894a57f9324", "8e03978e-40d5-43e8-bc93-6894a57f9324"],
    ['"8e03978e"', "8e03978e"],
    ['"a b\\"c\\\\d"', 'a b"c\\d'],
    ["order:42/retry", "order:42/retry"],
    ["x".repeat(255), "x".repeat(255)],
    ["x".repeat(256), 400],
    ["a b", 400],
    ["a, b", 400],
    ['"open', 400],
    ['""', 400],
    ["", 400],
    ['"a";b=1', 400],
    ["clé", 400],
  ])("%.40s", async (header, expected) => {
    const { url, calls } = await serve();
    const response = await ask(`${url}/books/b1`, {
      method: "PATCH",
      headers: { "idempotency-key": header },
    });
    expect(response.ok ? calls[0]?.idempotency?.key : response.status).toBe(expected);
  });

  it("must be sent where it is required, may be where it is accepted, and means nothing elsewhere", async () => {
    const { url, calls } = await serve();
    const body = '{"title":"Dune"}';
    const headers = { "content-type": "application/json" };
    const created = await ask(`${url}/books`, { method: "POST", headers, body });
    expect(await created.json()).toMatchObject({ status: 400, code: "idempotency_key_required" });
    expect((await ask(`${url}/books/b1`, { method: "PATCH" })).status).toBe(200);
    await ask(`${url}/books/b1`, { method: "DELETE", headers: { "idempotency-key": "a b" } });
    expect(calls.map(({ idempotency }) => idempotency)).toEqual([undefined, undefined]);
  });

  it("comes with a fingerprint that only an equal request has", async () => {
    const { url, calls } = await serve();
    const patch = (id: string, body: string, type = "application/json") =>
      ask(`${url}/books/${id}`, {
        method: "PATCH",
        headers: { "idempotency-key": "k", "content-type": type },
        body,
      });
    await patch("b1", '{"title":"a"}');
    await patch("b1", '{"title":"a"}', "application/json; charset=utf-8");
    await patch("b2", '{"title":"a"}');
    await patch("b1", '{"title":"b"}');
    await patch("b1", '{"title":"a"}', "application/merge-patch+json");
    const [first, second, ...others] = calls.map(({ idempotency }) => idempotency?.fingerprint);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
    expect(new Set([first, ...others]).size).toBe(4);
  });
});
