import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { exchange, request } from "./testing/raw-http.ts";
import type { ServerProcess } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let server: ServerProcess;
let key: string;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  server = await app.serve({ PROCESSES: "web,api", LOG_LEVEL: "warn" });
  key = await app.createKey();
  ({ cookie } = await app.signIn());
});
afterAll(() => app.close());

/** Everything that answers, the good and the bad. */
const machines: [path: string, status: number, options?: RequestInit][] = [
  ["/livez", 200],
  ["/readyz", 200],
  ["/.well-known/api-catalog", 200],
  ["/api/v2/openapi.json", 200],
  ["/api/v2/me", 200, { headers: { "X-API-Key": "KEY" } }],
  ["/api/v1/products", 200, { headers: { "X-API-Key": "KEY", Accept: "application/xml" } }],
  ["/api/v2/me", 401],
  ["/api/v2/nothing", 404, { headers: { "X-API-Key": "KEY" } }],
  ["/api/v2/me?api_key=KEY", 400],
  ["/api/v9/me", 400],
  ["/api/trpc/me.get?input=%7B%7D", 200, { headers: { Cookie: "COOKIE" } }],
  ["/api/trpc/me.get?input=%7B%7D", 401],
  ["/api/trpc/nothing", 404, { headers: { Cookie: "COOKIE" } }],
  ["/mcp", 401, { method: "POST", body: "{}" }],
  ["/mcp", 405, { headers: { "X-API-Key": "KEY" } }],
  ["/api/webhooks/stripe", 422, { method: "POST", body: "{}" }],
  ["/api/webhooks/nobody", 404, { method: "POST", body: "{}" }],
  ["/csp-reports", 400, { method: "POST", body: "{}" }],
  ["/_next/image?url=x", 400],
  [
    "/preferences",
    403,
    { method: "POST", body: "{}", headers: { Origin: "https://evil.example" } },
  ],
];

const pages: [path: string, status: number, options?: RequestInit][] = [
  ["/login", 200],
  ["/login/link?token=x", 200],
  ["/docs", 200],
  ["/docs/errors/nothing", 404],
  ["/docs/changelog.json", 200],
  ["/thanks", 200],
  ["/orders", 307],
  ["/orders", 200, { headers: { Cookie: "COOKIE" } }],
  ["/nothing", 404, { headers: { Cookie: "COOKIE" } }],
  ["/api/auth/csrf", 200],
  ["/api/auth/session", 200],
  ["/api/auth/nothing", 400],
  ["/preferences", 422, { method: "POST", body: "{}x" }],
  ["/preferences", 405],
  ["/_next/static/nothing.js", 404],
];

test.each(machines)(
  "%s %i runs nowhere, is framed nowhere and is nobody's to keep",
  async (path, status, options) => {
    const { headers, status: actual } = await call(path, options);
    expect(actual).toBe(status);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    if (status >= 400) expect(headers.get("cache-control")).toBe("no-store");
    expectCommon(headers);
  },
);

test.each(pages)("%s %i runs nothing but its own scripts", async (path, status, options) => {
  const { headers, status: actual } = await call(path, options);
  expect(actual).toBe(status);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[^']{24}' 'strict-dynamic';/);
  expect(policy.replace(/style-src-attr [^;]+/, "")).not.toContain("unsafe");
  for (const directive of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "connect-src 'self'",
    "report-uri /csp-reports",
  ])
    expect(policy).toContain(`; ${directive}`);
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("permissions-policy")).toContain("camera=()");
  expectCommon(headers);
});

test("each page has a nonce of its own, and no script without it", async () => {
  const nonces = new Set<string>();
  for (const path of ["/login", "/login", "/docs/reference", "/docs/errors/out_of_stock"]) {
    const { headers, body } = await call(path);
    const nonce = /nonce-([^']+)/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "";
    nonces.add(nonce);
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
    expect(body).not.toMatch(/<[^>]+\son[a-z]+=/i);
  }
  expect(nonces.size).toBe(4);
});

test("what is no request of HTTP is answered with them too", async () => {
  for (const bytes of [
    "SSH-2.0-OpenSSH\r\n\r\n",
    request("/a/../b"),
    request("/", { method: "TRACE" }),
  ]) {
    const received = await exchange(server.url, bytes);
    expect(received).toMatch(/^HTTP\/1\.1 400/);
    expect(received).toMatch(/^content-security-policy: default-src 'none'/im);
    expect(received).toMatch(/^x-content-type-options: nosniff/im);
    expect(received).toMatch(/^cache-control: no-store/im);
  }
});

describe("reports of what a policy stopped", () => {
  const report = (uri: string) => ({
    "csp-report": {
      "document-uri": `${uri}?token=hidden`,
      "blocked-uri": "inline",
      "effective-directive": "script-src-elem",
    },
  });

  test("are lines of the log, without queries", async () => {
    const body = JSON.stringify(report("http://localhost/login/link"));
    expect((await call("/csp-reports", { method: "POST", body })).status).toBe(204);
    await vi.waitFor(() =>
      expect(server.output()).toContain('"page":"http://localhost/login/link"'),
    );
    expect(server.output()).not.toContain("hidden");
  });

  test("are no way to fill the log", async () => {
    const send = (n: number) => {
      const body = JSON.stringify(report(`http://localhost/flood-${n}`));
      return call("/csp-reports", { method: "POST", body });
    };
    for (let n = 0; n < 60; n++) expect((await send(n)).status).toBe(204);
    // Two minutes at the most have begun since.
    expect(server.output().match(/flood-/g)?.length).toBeLessThanOrEqual(40);
    const large = JSON.stringify(report("x".repeat(9000)));
    expect((await call("/csp-reports", { method: "POST", body: large })).status).toBe(413);
  });
});

function expectCommon(headers: Headers): void {
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("DENY");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headers.get("x-request-id")).toMatch(/^req_/);
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("server")).toBeNull();
  // Only an address of https promises https.
  expect(headers.get("strict-transport-security")).toBeNull();
}

async function call(path: string, options: RequestInit = {}) {
  const filled = (text: string) => text.replace("KEY", key).replace("COOKIE", cookie);
  const headers = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, value]) => [name, filled(value)]),
  );
  const response = await fetch(server.url + filled(path), {
    ...options,
    headers,
    redirect: "manual",
  });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
