import { expect } from "vitest";
import type { SentRequest } from "../openapi/request.ts";
import { judge, oneOf } from "./judge.ts";
import { type Target, withHeaders } from "./target.ts";
import { exchange } from "./wire.ts";

/** A read tells how to ask again for nothing, and answers HEAD. */
export async function expectConditional(origin: string, target: Target, request: SentRequest) {
  const first = await judge(origin, target, request, oneOf(200));
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[^"]+"$/);
  const known = withHeaders(request, { "If-None-Match": etag });
  expect(await judge(origin, target, known, oneOf(304))).toMatchObject({ body: undefined });
  const url = `${origin}/api/${target.served.version}`;
  const head = await exchange(url, { ...request, method: "HEAD" });
  expect(head).toMatchObject({ status: 200, body: undefined });
  expect(head.headers.get("etag")).toBe(etag);
}

/** A retry has the first answer and no second effect; another request of the same key has none. */
export async function expectReplayed(origin: string, target: Target, request: SentRequest) {
  const { status } = target.served.operation;
  const first = await judge(origin, target, request, oneOf(status));
  const replay = await judge(origin, target, request, oneOf(status));
  expect(replay.headers.get("idempotent-replayed")).toBe("true");
  expect(replay.body).toEqual(first.body);
  const reused = await judge(origin, target, otherThan(request), oneOf(422));
  expect(reused.body).toMatchObject({ code: "idempotency_key_reused" });
}

// The same to whoever parses it, and not the same bytes.
function otherThan(request: SentRequest): SentRequest {
  if (request.body !== undefined) return { ...request, body: `${request.body} ` };
  return withHeaders({ ...request, body: "{}" }, { "content-type": "application/json" });
}

/** A key whose quota is used up is told when it has another. */
export async function expectLimited(origin: string, target: Target, request: SentRequest) {
  await judge(origin, target, request, oneOf(target.served.operation.status, 404));
  const limited = await judge(origin, target, request, oneOf(429));
  expect(limited.headers.get("retry-after")).toMatch(/^\d+$/);
}
