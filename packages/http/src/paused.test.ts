import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpClient } from "./client.ts";
import { HttpError, isPaused } from "./error.ts";

let heard = 0;
const server = createServer((_req, res) => {
  heard += 1;
  res.end();
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());

test("a client that is paused sends nothing, under no connector's name, and goes on afterwards", async () => {
  let paused = true;
  const calls: unknown[] = [];
  const http = createHttpClient({
    ...{ allowLoopback: true, now: () => new Date() },
    onCall: (call) => calls.push(call),
  });
  const request = { method: "GET", url, deadlineMs: 5000, maxBytes: 10 } as const;
  const pausable = http.pausable(() => paused);
  for (const one of [pausable, pausable.as("stripe"), http.as("stripe").pausable(() => paused)]) {
    await expect(one.request(request)).rejects.toMatchObject({ kind: "paused", nothingSent: true });
    expect(() => one.admit()).toThrow(HttpError);
  }
  expect([heard, calls.length]).toEqual([0, 0]);
  expect((await http.request(request)).status).toBe(200);
  paused = false;
  expect((await pausable.as("stripe").request(request)).status).toBe(200);
  await http.close();
});

test("it is known through whatever is made of the error on its way", () => {
  const wrapped = new Error("no answer", {
    cause: new Error("x", { cause: new HttpError("paused") }),
  });
  expect(isPaused(wrapped)).toBe(true);
  expect(isPaused(Object.assign(new Error("Stripe"), { detail: new HttpError("paused") }))).toBe(
    true,
  );
  for (const other of [new HttpError("busy"), new Error("paused"), null, "paused"])
    expect(isPaused(other)).toBe(false);
});
