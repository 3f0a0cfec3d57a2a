import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerJson } from "./answer.ts";
import { securityHeaders } from "./headers.ts";
import { createHttpServer } from "./http.ts";
import { createLog } from "./log.ts";
import { factsOf } from "./requests/facts.ts";
import { listen } from "./testing/listen.ts";
import { testObserver } from "./testing/observer.ts";
import { exchange, request, statusesIn } from "./testing/raw-http.ts";

const transports = new Map<string, "trpc" | "asset" | "page">([
  ["/stream", "trpc"],
  ["/asset", "asset"],
  ["/page", "page"],
]);
const { observer, records, slow } = testObserver();
const server = createHttpServer({
  log: createLog("silent"),
  headers: securityHeaders("http://localhost:3000"),
  observer,
  mountOf: (path) => ({
    transport: transports.get(path) ?? "rest",
    async handle(req, res) {
      if (path === "/stream") return void res.writeHead(200).write(": it stays open");
      // As if it had come six seconds ago.
      if (path === "/six-seconds") factsOf(req).startMs -= 6000;
      if (path === "/slow") await once(res, "close");
      answerJson(res, 200, { url: req.url });
    },
  }),
});
let url: string;

beforeAll(async () => {
  url = await listen(server);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test("a request that takes more than five seconds is told of once", async () => {
  await fetch(`${url}/quick`);
  await fetch(`${url}/six-seconds`);
  await expect.poll(() => slow.map(({ path }) => path)).toEqual(["/six-seconds"]);
});

test("a stream took as long as its beginning, however long it stays open", async () => {
  const leaving = new AbortController();
  const start = performance.now();
  const headers = { Accept: "text/event-stream" };
  await fetch(`${url}/stream`, { headers, signal: leaving.signal });
  const untilItBegan = (performance.now() - start) * 1000;
  await fetch(`${url}/meanwhile`);
  leaving.abort();
  const recordOf = () => records.find(({ path }) => path === "/stream");
  await expect.poll(recordOf).toMatchObject({ status: 200 });
  expect(recordOf()?.durationUs).toBeLessThanOrEqual(untilItBegan);
});

test("a page's own files are no requests of the log", async () => {
  await fetch(`${url}/asset`);
  await fetch(`${url}/after`);
  await expect.poll(() => records.map(({ path }) => path)).toContain("/after");
  expect(records.map(({ path }) => path)).not.toContain("/asset");
});

test("a page is in the log when it is opened, and not when a browser fetches it ahead", async () => {
  await fetch(`${url}/page`, { headers: { RSC: "1", "Next-Router-Prefetch": "1" } });
  await fetch(`${url}/page`, { headers: { RSC: "1" } });
  await fetch(`${url}/opened`);
  await expect.poll(() => records.map(({ path }) => path)).toContain("/opened");
  expect(records.filter(({ path }) => path === "/page")).toHaveLength(1);
});

test("each request of a connection is told of with its own bytes", async () => {
  for (let count = 0; count < 3; count++) await (await fetch(`${url}/same`)).text();
  const same = () => records.filter(({ path }) => path === "/same");
  await expect.poll(() => same().length).toBe(3);
  expect(same()[0]?.bytesOut).toBeGreaterThan(100);
  expect(new Set(same().map(({ bytesOut }) => bytesOut)).size).toBe(1);
});

describe("limits, one below, at and above", () => {
  test("4,096 characters of URL", async () => {
    const path = (length: number) => `/${"x".repeat(length - 1)}`;
    await expectStatuses((length) => request(path(length)), [4095, 4096, 4097], 414);
  });

  test("100 headers", async () => {
    const headers = (count: number) => [...Array(count - 2).keys()].map((n) => `X-H${n}: 1`);
    await expectStatuses((count) => request("/", { headers: headers(count) }), [99, 100, 101], 431);
  });

  test("16 KiB of headers", async () => {
    const small = request("/", { headers: ["X-Long: "] });
    // Node counts the names and values, not the punctuation between them.
    const used = "/HostlocalhostX-LongConnectionclose".length;
    const long = (bytes: number) =>
      small.replace("X-Long: ", `X-Long: ${"x".repeat(bytes - used)}`);
    await expectStatuses(long, [16_000, 16_300, 16_500], 431);
  });
});

describe("refusals", () => {
  test.each([
    ["a header of Next's own routing", { headers: ["X-Middleware-Subrequest: middleware"] }],
    ["another of these", { headers: ["x-nextjs-data: 1"] }],
    ["a server action", { headers: ["Next-Action: 1"] }],
    ["an address that our proxy writes", { headers: ["X-Client-Address: 127.0.0.1"] }],
    ["another protocol", { headers: ["Upgrade: websocket"] }],
    ["a trace", { method: "TRACE" }],
    ["two lengths", { headers: ["Content-Length: 1", "Content-Length: 2"] }],
    ["a length and chunks", { headers: ["Content-Length: 5", "Transfer-Encoding: chunked"] }],
    ["a NUL in a header", { headers: ["X-Odd: a\0b"] }],
    ["a second host", { headers: ["Host: elsewhere"] }],
    ["a folded header", { headers: ["X-Odd: a", " b"] }],
  ])("%s", async (_, options) => {
    await expectProblem(request("/", options), 400, "bad_request");
  });

  test.each([
    "//evil.example/",
    "http://evil.example/",
    "/a/../b",
    "/a/%2e%2E/b",
    "/a%2f..%2fb",
    "/a%00",
    "/a\\b",
    "/a%5cb",
    "/_next/image?url=x",
    "*",
  ])("the path %s", async (path) => {
    await expectProblem(request(path), 400, "bad_request");
  });

  test("a request without a host, and what is no request", async () => {
    await expectProblem("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400);
    await expectProblem("SSH-2.0-OpenSSH\r\n\r\n", 400, "bad_request");
  });

  test("a smuggled second request is not answered", async () => {
    const smuggled = request("/smuggled");
    const headers = [`Content-Length: ${smuggled.length}`, "Transfer-Encoding: chunked"];
    const received = await exchange(
      url,
      `${request("/", { method: "POST", headers })}0\r\n\r\n${smuggled}`,
    );
    expect(statusesIn(received)).toEqual([400]);
    expect(received).not.toContain("/smuggled");
  });
});

test("dots in names are no climbing", async () => {
  for (const path of ["/a..b", "/.well-known/x", "/a/...", "/x?u=//y/../z"]) {
    expect(statusesIn(await exchange(url, request(path))), path).toEqual([200]);
  }
});

test("one connection carries many requests, answered in their order", async () => {
  const more = ["/1", "/2", "/3"].map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  const received = await exchange(url, more.join("") + request("/4"));
  expect(received.match(/"url":"[^"]+"/g)).toEqual(
    ["1", "2", "3", "4"].map((n) => `"url":"/${n}"`),
  );
});

test("every answer has a request id of its own", async () => {
  const one = async () => (await fetch(url)).headers.get("x-request-id");
  const ids = await Promise.all([...Array(300)].map(one));
  expect(new Set(ids).size).toBe(300);
  for (const id of ids) expect(id).toMatch(/^req_[0-9a-z]{26}$/);
});

test("every request is recorded: refusals, what is no request, and who went away", async () => {
  records.length = 0;
  await fetch(`${url}/x`);
  await exchange(url, request("/a/../b"));
  await exchange(url, "nonsense\r\n\r\n");
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write("POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
  await once(server, "request");
  socket.destroy();
  await expect.poll(() => records.length).toBe(4);
  expect(
    records.map(({ transport, method, path, status, errorCode }) => ({
      ...{ transport, method, path, status, errorCode },
    })),
  ).toEqual([
    { transport: "rest", method: "GET", path: "/x", status: 200, errorCode: null },
    {
      ...{ transport: "other", method: "GET", path: "/a/‹text, 2 characters›/b" },
      ...{ status: 400, errorCode: "bad_request" },
    },
    { transport: "other", method: "-", path: "", status: 400, errorCode: "bad_request" },
    { transport: "rest", method: "POST", path: "/slow", status: 499, errorCode: null },
  ]);
  const [first, , , last] = records;
  expect(first).toMatchObject({ ip: "127.0.0.0", userAgent: "node", bytesIn: 0 });
  expect(first?.bytesOut).toBeGreaterThan(100);
  expect(last).toMatchObject({ bytesIn: 5 });
});

async function expectStatuses(
  make: (size: number) => string,
  [below, at, above]: [number, number, number],
  refusal: number,
): Promise<void> {
  expect(statusesIn(await exchange(url, make(below)))).toEqual([200]);
  expect(statusesIn(await exchange(url, make(at)))).toEqual([200]);
  await expectProblem(make(above), refusal);
}

async function expectProblem(bytes: string, status: number, code?: string): Promise<void> {
  const received = await exchange(url, bytes);
  expect(statusesIn(received)).toEqual([status]);
  expect(received).toMatch(/^x-request-id: req_/im);
  expect(received).toMatch(/^content-type: application\/problem\+json/im);
  const problem = JSON.parse(received.slice(received.indexOf("\r\n\r\n")));
  expect(problem).toMatchObject({ status, ...(code && { code }) });
}
