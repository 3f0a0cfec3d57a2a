import { createServer, get } from "node:http";
import { get as getSafely } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardedAgent } from "./agent.ts";

let connections = 0;
const server = createServer((_req, res) => void res.end("here")).on("connection", () => {
  connections += 1;
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

function outcome(url: string, allowLoopback: boolean): Promise<string> {
  const agent = guardedAgent(url, allowLoopback);
  return new Promise((resolve) => {
    try {
      const call = url.startsWith("http:") ? get : getSafely;
      call(url, { agent }, (res) => resolve(String(res.statusCode))).on("error", (error) =>
        resolve("kind" in error ? String(error.kind) : error.message),
      );
    } catch (error) {
      resolve(error instanceof Error && "kind" in error ? String(error.kind) : String(error));
    }
  });
}

test("an operator's own address on this machine is reached where that is allowed", async () => {
  expect(await outcome(`http://127.0.0.1:${port}/`, true)).toBe("200");
  expect(await outcome(`http://localhost:${port}/`, true)).toBe("200");
});

test("nothing else of the inside is, written as an address or as a name", async () => {
  const before = connections;
  for (const host of ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1"]) {
    expect(await outcome(`https://${host}:${port}/`, false), host).toBe("refused");
  }
  expect(await outcome(`http://127.0.0.1:${port}/`, false)).toContain("http:");
  expect(connections).toBe(before);
});
