import * as openid from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, type ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

let app: TestApp;
let server: ServerProcess;
beforeAll(async () => {
  const PORT = String(await freePort());
  app = await startTestApp({ PORT, APP_URL: `http://127.0.0.1:${PORT}` });
  server = await app.serve();
  await app.sell(5);
});
afterAll(() => app.close());

const insecure = { execute: [openid.allowInsecureRequests] };

async function machine(scopes = ["products:read", "orders:read"]) {
  const { id, secret } = await app
    .as()
    .clients.create({ name: "ERP", grants: ["client_credentials"], scopes });
  const address = new URL(server.url);
  const config = await openid.discovery(address, id, secret ?? "", undefined, insecure);
  return { id, secret: secret ?? "", config };
}

const get = (path: string, token: string) =>
  fetch(`${server.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });

test("openid-client gets a token for a program itself, and reads products with it", async () => {
  const { config } = await machine();
  const token = await openid.clientCredentialsGrant(config, { scope: "products:read" });
  expect(token).toMatchObject({ token_type: "bearer", expires_in: 900, scope: "products:read" });
  expect((await get("/api/v2/products", token.access_token)).status).toBe(200);
  expect((await get("/api/v1/products", token.access_token)).status).toBe(200);
});

test("a scope that the token lacks is named in the challenge", async () => {
  const { config } = await machine();
  const { access_token: token } = await openid.clientCredentialsGrant(config, {
    scope: "products:read",
  });
  const refused = await get("/api/v2/orders", token);
  expect(refused.status).toBe(403);
  const metadata = `${server.url}/.well-known/oauth-protected-resource/api/v2`;
  expect(refused.headers.get("www-authenticate")).toBe(
    `Bearer realm="crossdock", error="insufficient_scope", scope="orders:read", resource_metadata="${metadata}"`,
  );
});

test("without a token the challenge names no error, with a bad one it does", async () => {
  const bare = await fetch(`${server.url}/api/v2/products`);
  const metadata = `${server.url}/.well-known/oauth-protected-resource/api/v2`;
  expect(bare.headers.get("www-authenticate")).toBe(
    `Bearer realm="crossdock", resource_metadata="${metadata}"`,
  );
  const wrong = await get("/api/v2/products", "a.b.c");
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get("www-authenticate")).toBe(
    `Bearer realm="crossdock", error="invalid_token", error_description="The access token is not valid.", resource_metadata="${metadata}"`,
  );
});

test("without a scope a program gets all of its own, and never more", async () => {
  const { config } = await machine();
  const { scope } = await openid.clientCredentialsGrant(config);
  expect(scope).toBe("products:read orders:read");
  for (const beyond of ["products:read orders:write", "users:read", "openid", "no:such"]) {
    await expect(openid.clientCredentialsGrant(config, { scope: beyond })).rejects.toMatchObject({
      error: "invalid_scope",
    });
  }
});

test("a token is for the API or for MCP, and the API's versions are one", async () => {
  const { config } = await machine();
  const tokenFor = async (resource: string) =>
    (await openid.clientCredentialsGrant(config, { resource: `${server.url}${resource}` }))
      .access_token;
  const mcp = (token: string) =>
    fetch(`${server.url}/mcp`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: "{}",
    });
  const forMcp = await tokenFor("/mcp");
  expect((await get("/api/v2/products", forMcp)).status).toBe(401);
  expect((await mcp(forMcp)).status).toBe(400);
  for (const path of ["/api", "/api/v1", "/api/v2"]) {
    const token = await tokenFor(path);
    expect((await get("/api/v2/products", token)).status).toBe(200);
    expect((await mcp(token)).status).toBe(401);
  }
  for (const path of ["", "/api/v3", "/apix", "/api#x"]) {
    await expect(tokenFor(path)).rejects.toMatchObject({ error: "invalid_target" });
  }
});

test("the server and what it guards describe themselves", async () => {
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await fetch(`${server.url}${path}`)).json() as Promise<Record<string, unknown>>;
  const metadata = await read("/.well-known/oauth-authorization-server");
  expect(metadata).toEqual(await read("/.well-known/openid-configuration"));
  expect(metadata).toMatchObject({
    issuer: server.url,
    token_endpoint: `${server.url}/oauth/token`,
    jwks_uri: `${server.url}/oauth/jwks`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token", "client_credentials"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    authorization_response_iss_parameter_supported: true,
  });
  for (const path of ["/api", "/api/v1", "/api/v2", "/mcp"]) {
    expect(await read(`/.well-known/oauth-protected-resource${path}`)).toMatchObject({
      resource: `${server.url}${path}`,
      authorization_servers: [server.url],
      bearer_methods_supported: ["header"],
    });
  }
  const { keys } = await read("/oauth/jwks");
  expect(keys).toMatchObject([{ kty: "EC", crv: "P-256", use: "sig", alg: "ES256" }]);
  expect(JSON.stringify(keys)).not.toContain('"d"');
});

test("no header of a request changes what the server calls itself", async () => {
  const headers = { Host: "evil.example", "X-Forwarded-Host": "evil.example" };
  const response = await fetch(`${server.url}/.well-known/oauth-authorization-server`, { headers });
  expect(await response.text()).not.toContain("evil.example");
});
