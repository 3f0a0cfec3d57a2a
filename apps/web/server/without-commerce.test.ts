import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { send } from "./testing/rest-client.ts";
import { startServer } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = fileURLToPath(new URL("../../..", import.meta.url));
const commerce = [
  ...["customers", "fulfillments", "inventory", "orders", "payments", "products", "tax-rates"],
];

let copy: string;
let app: TestApp;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "crossdock-without-commerce-"));
  await copySources();
  await linkModules();
  app = await startTestApp();
});
afterAll(async () => {
  await app.close();
  await rm(copy, { recursive: true, force: true });
});

test("with the commerce domains left out of router.ts the product starts and serves the rest", async () => {
  await removeFromRouter(commerce);
  await removeOlderVersions();
  const main = join(copy, "apps/web/server/main.ts");
  const server = await startServer({ ...app.env, PROCESSES: "api,worker", SEED: "none" }, main);
  const document = await send(server.url, { method: "GET", path: "/api/v2/openapi.json" });
  const paths = Object.keys((document.body as { paths: object }).paths);
  expect(paths).toContain("/inquiries");
  for (const domain of commerce) {
    expect(paths.filter((path) => path.startsWith(`/${domain}`))).toEqual([]);
  }
  const key = await app.createKey({ scopes: ["inquiries:read", "inquiries:write"] });
  const body = { name: "Zoë", email: "zoe@example.com", message: "Do you ship to Malta?" };
  const inquiries = { path: "/api/v2/inquiries", key };
  const made = await send(server.url, { ...inquiries, method: "POST", body });
  expect(made).toMatchObject({ status: 201, body: { status: "open", message: body.message } });
  const listed = await send(server.url, { ...inquiries, method: "GET" });
  expect(listed.body).toMatchObject({ data: [made.body] });
  const gone = await send(server.url, { method: "GET", path: "/api/v2/orders", key });
  expect(gone.status).toBe(404);
  expect(await server.end("SIGTERM")).toBe(0);
});

async function copySources(): Promise<void> {
  for (const part of ["packages", "apps/web/server", "prisma", "tsconfig.json", "package.json"]) {
    await cp(join(root, part), join(copy, part), {
      recursive: true,
      filter: (source) => !/\/node_modules(\/|$)|\.test\.ts$/.test(source),
    });
  }
  await cp(join(root, "apps/web/package.json"), join(copy, "apps/web/package.json"));
}

/** The same libraries, but our own packages out of the copy. */
async function linkModules(): Promise<void> {
  const [from, to] = [join(root, "node_modules"), join(copy, "node_modules")];
  await mkdir(join(to, "@crossdock"), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== "@crossdock") await symlink(join(from, name), join(to, name));
  }
  for (const name of await readdir(join(from, "@crossdock"))) {
    const home = name === "web" ? "apps/web" : join("packages", name);
    await symlink(join(copy, home), join(to, "@crossdock", name));
  }
}

async function removeFromRouter(domains: string[]): Promise<void> {
  const path = join(copy, "packages/api/src/router.ts");
  const lines = (await readFile(path, "utf8")).split("\n");
  const keys = domains.map((name) => name.replace(/-(.)/g, (_, char) => char.toUpperCase()));
  const ofDomain = new RegExp(`"\\./(${domains.join("|")})/|^ {2}(${keys.join("|")}):`);
  const left = lines.filter((line) => !ofDomain.test(line));
  expect(lines.length - left.length).toBe(2 * domains.length);
  await writeFile(path, left.join("\n"));
}

// They are differences of these domains.
async function removeOlderVersions(): Promise<void> {
  const path = join(copy, "packages/api/src/versions/index.ts");
  const source = await readFile(path, "utf8");
  const left = source.replace("older: [v1]", "older: []").replace(/^import \{ v1 \}.*\n/m, "");
  expect(left).not.toContain("v1");
  await writeFile(path, left);
}
