import { randomUUID } from "node:crypto";

/** What came back: a JSON body parsed, no body as undefined. */
export type Answer = { status: number; headers: Headers; body: unknown };

export type Call = {
  method: string;
  /** With its query, from the root of the server. */
  path: string;
  /** The API key; none is sent where it is missing. */
  key?: string;
  body?: unknown;
  headers?: Record<string, string>;
};

/** One request as a partner's program sends it, with a fresh Idempotency-Key unless one is given. */
export async function send(
  url: string,
  { method, path, key, body, headers }: Call,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(method === "POST" ? { "Idempotency-Key": randomUUID() } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}
