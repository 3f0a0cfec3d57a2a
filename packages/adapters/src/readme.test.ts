import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

// A reader's steps: the modules of the README stand in one folder under the names that they have in it,
// they compile, and each does what the text around it says.

const repository = join(import.meta.dirname, "../../..");
const modules = join(repository, "node_modules");
const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const written = [...readme.matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)];
const [, commands = ""] = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text);

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crossdock-readme-"));
  await symlink(modules, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  for (const [, name = "", code = ""] of written) await writeFile(join(folder, name), code);
});

afterAll(() => rm(folder, { recursive: true }));

test("every module has a name, and all of them compile", async () => {
  expect(written).toHaveLength([...readme.matchAll(/^```ts$/gm)].length);
  const compilerOptions = {
    ...{ strict: true, target: "es2024", module: "nodenext", skipLibCheck: true, noEmit: true },
    ...{ allowImportingTsExtensions: true, types: ["node"], typeRoots: [join(modules, "@types")] },
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  const compiled = promisify(execFile)(join(modules, ".bin/tsc"), ["-p", folder]);
  await compiled.catch(({ stdout }) => expect.fail(stdout));
}, 60_000);

test("the server answers the commands", async () => {
  const port = await freePort();
  const code = written.find(([, name]) => name === "server.ts")?.[2] ?? "";
  await writeFile(join(folder, "server.ts"), code.replace("3000", String(port)));
  const server = spawn(process.execPath, ["server.ts"], { cwd: folder });
  onTestFinished(async () => {
    const ended = once(server, "exit");
    server.kill();
    await ended;
  });
  await vi.waitUntil(() => fetch(`http://127.0.0.1:${port}`).catch(() => false), 20_000);
  const asked = commands.trim().split("\n");
  const answers = await Promise.all(
    asked.map((command) => bash(command.replace("localhost:3000", `localhost:${port}`))),
  );
  expect(answers).toEqual([
    '{"data":[{"id":"n1","text":"Buy bread","at":"2026-01-01T00:00:00.000Z"}]}',
    expect.stringContaining("<note><id>n1</id><text>Buy bread</text>"),
    expect.stringContaining('{"id":"n2","text":"Call Ada"'),
    expect.stringMatching(/^\{"openapi":"3\.1/),
  ]);
}, 60_000);

describe("what runs on the fetch standard", () => {
  const headers = { authorization: "Bearer ada", "content-type": "application/json" };

  function request(url: string, body?: object): Request {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return new Request(`http://localhost${url}`, { headers, ...init });
  }

  test("a worker, with its hooks", async () => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    const { worker } = await load("worker.ts");
    const answer = await worker.fetch(request("/notes/n1"));
    expect(answer.headers.get("ratelimit")).toBe('"default";r=99');
    const refused = await worker.fetch(new Request("http://localhost/notes/n1"));
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ docUrl: "/docs/errors/unauthenticated" });
    const keyed = request("/notes", { text: "Once" });
    keyed.headers.set("idempotency-key", "k1");
    const [first, second] = [await worker.fetch(keyed.clone()), await worker.fetch(keyed)];
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(await second.json()).toEqual(await first.json());
    const answered = [expect.any(String), "notes.create", 201, expect.any(Number)];
    expect(console.log).toHaveBeenCalledWith(...answered);
  });

  test("Next's route handlers", async () => {
    const { GET, POST } = await load("route.ts");
    expect((await GET(request("/api/notes?since=2026-01-01"))).status).toBe(200);
    expect((await POST(request("/api/notes", { text: "From Next" }))).status).toBe(201);
  });

  test("versions", async () => {
    const { handle } = await load("versions.ts");
    const created = await handle(request("/api/v1/notes", { body: "As it was" }));
    expect(await created.json()).toEqual({ id: expect.any(String), body: "As it was" });
    expect(created.headers.get("sunset")).toBe("Fri, 01 Jan 2027 00:00:00 GMT");
    expect((await handle(request("/api/v1/notes"))).status).toBe(405);
    expect((await handle(request("/api/v2/notes"))).status).toBe(200);
    expect((await handle(request("/api/v3/notes"))).status).toBe(400);
  });

  test("MCP", async () => {
    const { handle } = await load("mcp.ts");
    const version = "2026-07-28";
    const _meta = {
      "io.modelcontextprotocol/protocolVersion": version,
      "io.modelcontextprotocol/clientInfo": { name: "reader", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": {},
    };
    const list = request("/mcp", {
      jsonrpc: "2.0",
      id: 1,
      method: "tools/list",
      params: { _meta },
    });
    list.headers.set("accept", "application/json, text/event-stream");
    list.headers.set("mcp-protocol-version", version);
    list.headers.set("mcp-method", "tools/list");
    expect(await (await handle(list)).json()).toMatchObject({
      result: { tools: [{ name: "notes_list" }] },
    });
  });

  test("the router that moved", async () => {
    const { GET, document } = await load("moved.ts");
    const answer = await GET(request("/api/say-hello/Ada%20L."));
    expect(await answer.json()).toEqual({ greeting: "Hello Ada L.!" });
    expect(Object.keys(document.paths)).toEqual(["/say-hello/{name}"]);
  });
});

async function load(name: string) {
  return import(pathToFileURL(join(folder, name)).href);
}

async function bash(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)("bash", ["-c", `${command} -s`]);
  return stdout;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
