import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient } from "@crossdock/http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createIdentity, type Identity } from "../index.ts";
import { createTestWorld, type TestWorld, testSecret } from "../testing.ts";

const clientId = "https://app.example.com/client.json";
let world: TestWorld;
let identity: Identity;
let theirs: Server;
let ours: Server;
let document: Record<string, unknown>;
let asked: string[];

beforeAll(async () => {
  theirs = await listen(
    createServer((req, res) => {
      asked.push(req.url ?? "");
      if (req.url === "/moved.json") return res.writeHead(302, { Location: clientId }).end();
      const text = req.url === "/large.json" ? "x".repeat(6000) : JSON.stringify(document);
      res.end(text);
    }),
  );
  world = await createTestWorld();
  const real = createHttpClient({ allowLoopback: true, now: () => new Date() });
  identity = await createIdentity({
    ...world,
    oauth: {
      ...world.oauth,
      // The program's own server, which is on this machine for the test.
      http: {
        request: ({ url, ...request }) =>
          real.request({ ...request, url: `${addressOf(theirs)}${new URL(url).pathname}` }),
      },
    },
    ...{ secret: testSecret, permissionsOf: () => new Set<string>(), onError: console.error },
    live: { publish() {}, subscribe: () => () => {} },
  });
  ours = await listen(
    createServer(
      (req, res) => void identity.oauth.handle(req, res, req.socket.remoteAddress ?? ""),
    ),
  );
});
beforeEach(() => {
  asked = [];
  document = {
    client_id: clientId,
    client_name: "Some agent",
    redirect_uris: ["http://localhost:1234/callback"],
    token_endpoint_auth_method: "none",
    scope: "anything",
  };
});
afterAll(async () => {
  theirs.close();
  ours.close();
  await identity.close();
  await world.close();
});

function authorize(id: string, redirectUri = "http://localhost:9999/callback") {
  const url = new URL("/oauth/authorize", addressOf(ours));
  url.search = String(
    new URLSearchParams({
      client_id: id,
      redirect_uri: redirectUri,
      response_type: "code",
      code_challenge: "a".repeat(43),
      code_challenge_method: "S256",
    }),
  );
  return fetch(url, { redirect: "manual", headers: { Accept: "text/html" } });
}

test("a program that describes itself is asked about, at whichever port it listens", async () => {
  const response = await authorize(clientId);
  expect(response.headers.get("location")).toMatch(/^\/consent\//);
  expect(asked).toEqual(["/client.json"]);
  await authorize(clientId);
  expect(asked).toHaveLength(1);
});

test("one that the shop has revoked is refused", async () => {
  const times = { createdAt: world.clock.now(), revokedAt: world.clock.now() };
  const gone = "https://app.example.com/gone.json";
  document.client_id = gone;
  await world.db.prisma.oauthClient.create({
    data: {
      ...{ id: "cli_gone", name: "Gone", public: true, documentUrl: gone, limits: {} },
      ...{ grants: [], scopes: [], redirectUris: [], ...times },
    },
  });
  expect((await authorize(gone)).status).toBe(400);
});

test.each([
  ["another id in it", "/other.json", { client_id: "https://evil.example/client.json" }],
  ["a secret", "/secret.json", { client_secret: "s" }],
  [
    "a way of signing in that needs a secret",
    "/basic.json",
    { token_endpoint_auth_method: "client_secret_basic" },
  ],
  ["no way of signing in", "/none.json", { token_endpoint_auth_method: undefined }],
  [
    "no redirect that is safe",
    "/scheme.json",
    { redirect_uris: ["javascript:alert(1)", "http://evil.example/"] },
  ],
])("a document with %s is refused", async (_name, path, changes) => {
  const id = `https://app.example.com${path}`;
  document = { ...document, client_id: id, ...changes };
  const response = await authorize(id);
  expect(response.status).toBe(400);
  expect(response.headers.get("location")).toBeNull();
});

test.each(["/moved.json", "/large.json"])("%s is not followed, and not read", async (path) => {
  const id = `https://app.example.com${path}`;
  expect((await authorize(id)).status).toBe(400);
  expect(asked).toEqual([path]);
});

test("where a document does not say that a code may go, none goes", async () => {
  const response = await authorize(clientId, "http://localhost:9999/other");
  expect(response.status).toBe(400);
});

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
