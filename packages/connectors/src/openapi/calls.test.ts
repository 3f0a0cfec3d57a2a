import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpClient } from "@crossdock/http";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authorized, masked } from "./auth.ts";
import { type ApiAuth, buildRequest, createAnyApi } from "./index.ts";

let server: Server;
let url: string;
let now = new Date("2026-01-01T00:00:00Z");
let tokensGiven = 0;
let taken = "";
const seen: { path: string; authorization: string | undefined }[] = [];
const http = createHttpClient({ allowLoopback: true, now: () => new Date() });

beforeAll(async () => {
  server = createServer((req, res) => {
    seen.push({ path: req.url ?? "", authorization: req.headers.authorization });
    res.setHeader("content-type", "application/json");
    if (req.url === "/token") return void answerToken(req, res);
    res.statusCode = req.headers.authorization === `Bearer ${taken}` ? 200 : 401;
    res.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  seen.length = 0;
});
afterAll(async () => {
  await http.close();
  server.close();
});

function answerToken(_: IncomingMessage, res: { end(text: string): void }) {
  tokensGiven += 1;
  taken = `t${tokensGiven}`;
  res.end(JSON.stringify({ access_token: taken, token_type: "bearer", expires_in: 3600 }));
}

const oauth = (): ApiAuth => ({
  kind: "oauth2",
  tokenUrl: `${url}/token`,
  clientId: "a:b",
  scope: "",
});
const request = () =>
  buildRequest(
    { baseUrl: url, method: "GET", path: "/things" },
    { path: {}, query: {}, header: {} },
  );

test("an access token is fetched once for many calls, kept until it ends, and renewed after a 401", async () => {
  const api = createAnyApi(http, () => now);
  const call = () =>
    api.call({ request: request(), auth: oauth(), secret: "s", messageId: "m", deadlineMs: 5000 });
  const answers = await Promise.all(Array.from({ length: 10 }, call));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const fetches = () => seen.filter(({ path }) => path === "/token");
  expect(fetches()).toHaveLength(1);
  // RFC 6749 §2.3.1
  expect(fetches()[0]?.authorization).toBe(`Basic ${Buffer.from("a%3Ab:s").toString("base64")}`);
  taken = "revoked";
  const renewed = await Promise.all(Array.from({ length: 10 }, call));
  expect(renewed.every(({ status }) => status === 200)).toBe(true);
  expect(fetches()).toHaveLength(2);
  now = new Date(now.getTime() + 3_600_000);
  await call();
  expect(fetches()).toHaveLength(3);
});

test("a token address that says no is a fault of the settings, named", async () => {
  const api = createAnyApi(http, () => now);
  const auth = { ...oauth(), tokenUrl: `${url}/nowhere` } as ApiAuth;
  await expect(
    api.call({ request: request(), auth, secret: "s", messageId: "m", deadlineMs: 5000 }),
  ).rejects.toMatchObject({ kind: "configuration", message: /answered 401.*secret/ });
});

test("a signed message is taken by the official library of Standard Webhooks", () => {
  const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
  const post = buildRequest(
    { baseUrl: url, method: "POST", path: "/hook" },
    { path: {}, query: {}, header: {}, body: { type: "order.completed", name: "Zoë" } },
  );
  const at = { messageId: "map_1.evt_1", now: new Date() };
  const signed = authorized(post, { auth: { kind: "signature" }, secret }, at);
  expect(new Webhook(secret).verify(signed.body ?? "", signed.headers)).toEqual({
    type: "order.completed",
    name: "Zoë",
  });
});

test.each<[ApiAuth, string, Record<string, string>]>([
  [
    { kind: "basic", username: "zoë" },
    "pä:ss",
    { authorization: `Basic ${Buffer.from("zoë:pä:ss").toString("base64")}` },
  ],
  [{ kind: "header", header: "X-API-Key" }, "k-7f3a", { "x-api-key": "k-7f3a" }],
  [{ kind: "bearer" }, "t-7f3a", { authorization: "Bearer t-7f3a" }],
])("the credential of %j, which no log shows", (auth, secret, headers) => {
  const sent = authorized(request(), { auth, secret }, { messageId: "m", now });
  expect(sent.headers).toMatchObject(headers);
  expect(JSON.stringify(masked(sent, auth))).not.toContain(Object.values(headers)[0]);
});

test("values go where they belong", () => {
  const built = buildRequest(
    { baseUrl: "https://example.com/v1/", method: "POST", path: "/a/{id}/b" },
    {
      path: { id: "1/2 ?" },
      query: { tag: ["x", "y&z"], none: undefined, nil: null },
      header: { "X-Trace": 7 },
      body: { a: [1] },
    },
  );
  expect(built).toEqual({
    method: "POST",
    url: "https://example.com/v1/a/1%2F2%20%3F/b?tag=x&tag=y%26z",
    headers: { accept: "application/json", "x-trace": "7", "content-type": "application/json" },
    body: '{"a":[1]}',
  });
});

test.each([
  ["a missing value in the path", { path: {} }, /needs a value for id/],
  ["a step up in the path", { path: { id: ".." } }, /needs a value for id/],
  ["a line break in a header", { header: { "x-a": "b\r\nHost: c" } }, /can't be sent/],
  ["the host's header", { header: { Host: "evil" } }, /set by itself/],
])("%s is refused", (_, values, message) => {
  const all = { path: { id: "1" }, query: {}, header: {}, ...values };
  expect(() => buildRequest({ baseUrl: url, method: "GET", path: "/x/{id}" }, all)).toThrow(
    message,
  );
});
