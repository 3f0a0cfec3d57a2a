import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestApp, type TestApp } from "./testing/test-app.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let app: TestApp;
let url: string;
let cookie: string;

beforeAll(async () => {
  app = await startTestApp();
  ({ url } = await app.serve({ PROCESSES: "web,api" }));
  ({ cookie } = await app.signIn());
});
afterAll(() => app.close());

const foreign: Record<string, string>[] = [
  { Origin: "https://evil.example" },
  { Origin: "null" },
  { Origin: "http://localhost:1" },
  { Origin: "https://localhost" },
  { "Sec-Fetch-Site": "cross-site" },
  { "Sec-Fetch-Site": "same-site" },
  { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" },
];

// The handlers of the pages' own posts are found in the tree, so that a new one is here by itself.
const handlers = readdirSync(fileURLToPath(new URL("../src/app", import.meta.url)), {
  recursive: true,
  encoding: "utf8",
})
  .filter((path) => /(^|\/)route\.tsx?$/.test(path))
  .map((path) => `/${path.replace(/\(\w+\)\//g, "").replace(/\/?route\.tsx?$/, "")}`)
  .map((path) => path.replace("[...nextauth]", "signout").replace(/\[[^\]]+\]/g, "x"));

const posts = [
  ...handlers,
  "/api/auth/callback/password",
  "/api/auth/callback/link",
  "/api/auth/signin/password",
  "/api/trpc/customers.create",
  "/",
  "/orders",
];

test("there are handlers to look at", () => {
  expect(handlers).toContain("/preferences");
  expect(handlers).toContain("/api/auth/signout");
});

test.each(posts)("%s takes no post of another site's page", async (path) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    for (const headers of foreign) {
      const answer = await call(path, {
        method,
        headers: { ...headers, Cookie: cookie },
        body: "{}",
      });
      expect(answer.status, `${method} ${JSON.stringify(headers)}`).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
});

test("a page of another site cannot sign its visitor in as somebody else", async () => {
  const { loginLink } = await app
    .as()
    .users.create({ email: "e@example.com", name: "E", role: "viewer" });
  const token = new URL(loginLink).searchParams.get("token") ?? "";
  const csrf = await call("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.body);
  const body = new URLSearchParams({ token, csrfToken, json: "true" });
  const signIn = (headers: Record<string, string>) => {
    const Cookie = csrf.headers
      .getSetCookie()
      .map((text) => text.split(";")[0])
      .join("; ");
    return call("/api/auth/callback/link", {
      method: "POST",
      headers: { Cookie, ...headers },
      body,
    });
  };
  for (const headers of foreign) expect((await signIn(headers)).status).toBe(403);
  const own = await signIn({ Origin: url, "Sec-Fetch-Site": "same-origin" });
  expect(own.status).toBe(200);
  expect(own.headers.getSetCookie().join()).toContain("crossdock.session=");
});

test("pages of our own, programs, and links from elsewhere are let in", async () => {
  const body = JSON.stringify({ theme: "dark" });
  for (const headers of [{ Origin: url }, { Origin: url, "Sec-Fetch-Site": "same-origin" }, {}]) {
    expect((await call("/preferences", { method: "POST", headers, body })).status).toBe(204);
  }
  const headers = { Cookie: cookie, "Sec-Fetch-Site": "cross-site" };
  expect((await call("/orders", { headers })).status).toBe(200);
});

test("the API takes keys from any program, whatever page it runs in", async () => {
  const headers = {
    Authorization: `Bearer ${await app.createKey()}`,
    Origin: "https://other.example",
  };
  expect((await call("/api/v2/me", { headers })).status).toBe(200);
});

async function call(path: string, options: RequestInit = {}) {
  const response = await fetch(url + path, { redirect: "manual", ...options });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
