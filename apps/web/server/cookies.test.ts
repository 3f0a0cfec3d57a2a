import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { spawnServer } from "./testing/server-process.ts";
import { startTestApp, type TestApp } from "./testing/test-app.ts";
import { callTls, testPair } from "./testing/tls-client.ts";
import { until } from "./testing/until.ts";

// Processes are slow to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Answer = { status: number; cookies: string[]; body: string };
type Post = { headers?: Record<string, string>; body: string };
type Call = (path: string, post?: Post) => Promise<Answer>;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ PROCESSES: "web,api" });
});
afterAll(() => app.close());

test("under https every cookie is this host's alone, encrypted, and no script's to read", async () => {
  const { cert, key } = testPair("one");
  const server = await spawnServer({ ...app.env, TLS_CERT: cert, TLS_KEY: key });
  const url = `https://localhost:${new URL(server.url).port}`;
  const call: Call = async (path, post) => {
    const answer = await callTls(url + path, { ...post, method: post ? "POST" : "GET" });
    return { ...answer, cookies: (answer.headers["set-cookie"] as string[] | undefined) ?? [] };
  };
  await until("it is ready", () =>
    call("/readyz").then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  const cookies = await collect(call);
  await server.end("SIGTERM");
  expect([...cookies.keys()].sort()).toEqual(names.map((name) => `__Host-${name}`));
  for (const [name, attributes] of cookies)
    expect(attributes, name).toEqual(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
});

test("without https they are the same but for what browsers would not take", async () => {
  const { url } = await app.serve();
  const cookies = await collect(async (path, post) => {
    const options = { ...post, method: post ? "POST" : "GET", redirect: "manual" as const };
    const response = await fetch(url + path, options);
    const cookies = response.headers.getSetCookie();
    return { status: response.status, cookies, body: await response.text() };
  });
  expect([...cookies.keys()].sort()).toEqual(names);
  for (const [name, attributes] of cookies)
    expect(attributes, name).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"]);
});

const names = [
  "crossdock.callback-url",
  "crossdock.csrf-token",
  "crossdock.session",
  "theme",
  "tz",
];

/** Every cookie that is set where somebody signs in, looks around and signs out: its attributes by its name. */
async function collect(call: Call): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const jar = new Map<string, string>();
  const step: Call = async (path, post) => {
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { Cookie, ...post?.headers };
    const answer = await call(path, post && { ...post, headers });
    for (const text of answer.cookies) {
      const [pair = "", ...attributes] = text.split(/; */);
      const [name = "", value = ""] = pair.split("=");
      jar.set(name, value);
      // How long it is kept is the cookie's own affair.
      const lasting = attributes.filter((attribute) => !/^(Max-Age|Expires)=/i.test(attribute));
      found.set(name, lasting.map(spelled).sort());
    }
    return answer;
  };
  const { loginLink } = await app.as().users.create({
    ...{ email: `c-${Math.random()}@example.com`, name: "C", role: "viewer" },
  });
  const token = new URL(loginLink).searchParams.get("token") ?? "";
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const { csrfToken } = JSON.parse((await step("/api/auth/csrf")).body);
  const body = new URLSearchParams({ token, csrfToken, json: "true" }).toString();
  expect((await step("/api/auth/callback/link", { headers: form, body })).status).toBe(200);
  const preferences = JSON.stringify({ theme: "dark", tz: "Europe/Berlin" });
  expect((await step("/preferences", { body: preferences })).status).toBe(204);
  for (const path of ["/", "/login", "/api/auth/session"]) await step(path);
  const goodbye = new URLSearchParams({ csrfToken, json: "true" }).toString();
  await step("/api/auth/signout", { headers: form, body: goodbye });
  return found;
}

function spelled(attribute: string): string {
  return attribute.replace(/^samesite=lax$/i, "SameSite=Lax");
}
