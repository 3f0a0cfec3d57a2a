import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  DELETE,
  GET,
  HEAD,
  OPTIONS,
  PATCH,
  POST,
  PUT,
} from "../../../examples/next/app/api/[...path]/route.ts";

const repository = join(import.meta.dirname, "../../..");
const example = join(repository, "examples/next");
const modules = join(repository, "node_modules");

describe("the route module", () => {
  test("serves the router under every method that Next knows", async () => {
    const created = await POST(
      new Request("http://localhost/api/tasks", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"title":"Write a test"}',
      }),
    );
    expect(created.status).toBe(201);
    const location = `http://localhost${created.headers.get("location")}`;
    expect(await (await GET(new Request(location))).json()).toMatchObject({
      title: "Write a test",
    });
    expect((await HEAD(new Request(location, { method: "HEAD" }))).status).toBe(200);
    const options = await OPTIONS(new Request(location, { method: "OPTIONS" }));
    expect(options.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    for (const [method, handle] of Object.entries({ PUT, PATCH, DELETE })) {
      expect((await handle(new Request(location, { method }))).status).toBe(405);
    }
  });

  test("has the document beside it", async () => {
    const document = await (await GET(new Request("http://localhost/api/openapi.json"))).json();
    expect(Object.keys(Object(document).paths)).toEqual(["/tasks", "/tasks/{id}"]);
  });

  test("fits the types of Next", async () => {
    const tsc = join(modules, ".bin/tsc");
    await promisify(execFile)(tsc, ["-p", example, "--noEmit", "--incremental", "false"]);
  }, 60_000);
});

test("Next serves it", async () => {
  const url = await startNext();
  const list = await fetch(`${url}/api/tasks`);
  expect(await list.json()).toEqual({ data: [{ id: "t1", title: "Read the guide" }] });
  const known = { "if-none-match": list.headers.get("etag") ?? "" };
  expect((await fetch(`${url}/api/tasks`, { headers: known })).status).toBe(304);
  const missing = await fetch(`${url}/api/tasks/t9`, { headers: { accept: "application/xml" } });
  expect(missing.status).toBe(404);
  expect(missing.headers.get("content-type")).toBe("application/problem+xml");
}, 60_000);

async function startNext(): Promise<string> {
  const next = join(modules, "next/dist/bin/next");
  const args = [next, "dev", example, "--hostname", "127.0.0.1", "--port", "0"];
  const env = { NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const server = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    const ended = once(server, "exit");
    server.kill();
    await ended;
  });
  for await (const line of createInterface(server.stdout)) {
    const url = /Local:\s+(http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error("Next ended before it listened");
}
