import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { traceIdIn, traceIdOf } from "@crossdock/core";
import { afterEach, expect, test, vi } from "vitest";
import { createHttpClient, type HttpClientOptions, type OutboundCall } from "./client.ts";
import { onBehalfOf } from "./request-id.ts";

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const limits = { deadlineMs: 5000, maxBytes: 1000 };

// Spellings of this machine and of what stands beside it, as a URL's host.
const forbiddenHosts = [
  ...["127.0.0.1", "127.1", "127.0.0.1.", "0x7f.1", "2130706433", "017700000001", "0", "0.0.0.0"],
  ...["127.255.255.254", "localhost", "LOCALHOST", "１２７.０.０.１", "127。0。0。1"],
  ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"],
  ...["[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]"],
  ...["[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]"],
  ...["[3fff::1]", "[5f00::1]", "[100::1]", "[4000::1]", "10.0.0.1", "172.16.0.1", "192.168.1.1"],
  ...["100.64.0.1", "169.254.169.254", "168.63.129.16", "192.0.0.1", "192.0.2.1", "198.18.0.1"],
  ...["198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"],
];

test.each(forbiddenHosts)("%s is refused and hears nothing", async (host) => {
  const { port, connections } = await listen();
  await expect(
    client({ allowLoopback: false }).request({
      method: "GET",
      url: `https://${host}:${port}/`,
      ...limits,
    }),
  ).rejects.toMatchObject({ name: "HttpError", kind: "refused" });
  expect(connections()).toBe(0);
});

test.each([
  ["one private address", ["127.0.0.1"]],
  ["a private address after a public one", ["93.184.215.14", "127.0.0.1"]],
  ["a private IPv6 address beside a public IPv4 one", ["93.184.215.14", "::1"]],
  ["fifty addresses with the last private", [...Array(49).fill("93.184.215.14"), "10.0.0.1"]],
  ["a mapped address", ["::ffff:127.0.0.1"]],
  ["a link-local address with a zone", ["fe80::1%lo"]],
])("a name with %s is refused, loopback allowed or not", async (_case, addresses) => {
  const { port, connections } = await listen();
  for (const allowLoopback of [false, true]) {
    const resolve = async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    await expect(
      client({ allowLoopback, resolve }).request({
        method: "POST",
        url: `https://partner.example:${port}/`,
        body: "secret",
        ...limits,
      }),
    ).rejects.toMatchObject({ kind: "refused" });
  }
  expect(connections()).toBe(0);
});

test.each([
  "http://partner.example/",
  "ftp://partner.example/",
  "file:///etc/passwd",
  "data:text/plain,hello",
  "https://user:password@partner.example/",
  "https://user@partner.example/",
  "no url",
  "//partner.example/",
])("%s is refused before a name is asked for", async (url) => {
  const resolve = vi.fn(async () => []);
  await expect(
    client({ allowLoopback: true, resolve }).request({ method: "GET", url, ...limits }),
  ).rejects.toMatchObject({ kind: "refused" });
  expect(resolve).not.toHaveBeenCalled();
});

test("an allowed loopback address gets the call as it was made, once", async () => {
  const { port, connections } = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(201, { "content-type": "text/plain", "x-seen": request.headers["x-me"] });
      response.end(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
    });
  });
  const answer = await client({ allowLoopback: true }).request({
    method: "POST",
    url: `http://localhost:${port}/a?b=c`,
    headers: { "x-me": "hello" },
    body: "body",
    ...limits,
  });
  expect(answer).toMatchObject({ status: 201, headers: { "x-seen": "hello" } });
  expect(answer.body.toString()).toBe("POST /a?b=c body");
  expect(connections()).toBe(1);
});

test("a redirect is an answer and is not followed", async () => {
  const target = await listen();
  const { port } = await serve((_request, response) => {
    response.writeHead(307, { location: `http://127.0.0.1:${target.port}/` }).end();
  });
  const answer = await client({ allowLoopback: true }).request({
    method: "GET",
    url: `http://127.0.0.1:${port}/`,
    ...limits,
  });
  expect(answer.status).toBe(307);
  expect(target.connections()).toBe(0);
});

test("a proxy named by the environment is not used", async () => {
  const proxy = await listen();
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"]) {
    vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
  }
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  const { port } = await serve((_request, response) => response.end("direct"));
  const answer = await client({ allowLoopback: true }).request({
    method: "GET",
    url: `http://127.0.0.1:${port}/`,
    ...limits,
  });
  expect(answer.body.toString()).toBe("direct");
  expect(proxy.connections()).toBe(0);
});

test.each([
  ["silent", () => {}],
  ["silent after its headers", (_request, response) => response.flushHeaders()],
  ["silent in the middle of its body", (_request, response) => response.write("half")],
] satisfies [string, RequestListener][])(
  "a server that is %s meets the deadline",
  async (_case, handle) => {
    const { port } = await serve(handle);
    await expect(
      client({ allowLoopback: true }).request({
        method: "GET",
        url: `http://127.0.0.1:${port}/`,
        deadlineMs: 100,
        maxBytes: 1000,
      }),
    ).rejects.toMatchObject({ kind: "timeout" });
  },
);

test.each([
  [999, false],
  [1000, false],
  [1001, true],
])("an answer of %i bytes against a limit of 1000", async (length, isTooLarge) => {
  const { port } = await serve((_request, response) => response.end("x".repeat(length)));
  const answer = client({ allowLoopback: true }).request({
    method: "GET",
    url: `http://127.0.0.1:${port}/`,
    ...limits,
  });
  if (isTooLarge) await expect(answer).rejects.toMatchObject({ kind: "too_large" });
  else expect((await answer).body).toHaveLength(length);
});

test("an endless answer is cut at the limit", async () => {
  const { port } = await serve((_request, response) => {
    const write = () => {
      while (!response.destroyed && response.write("x".repeat(500)));
    };
    response.on("drain", write);
    write();
  });
  await expect(
    client({ allowLoopback: true }).request({
      method: "GET",
      url: `http://127.0.0.1:${port}/`,
      ...limits,
    }),
  ).rejects.toMatchObject({ kind: "too_large" });
});

test("nobody listening and a cut connection are told apart from nothing else", async () => {
  const { port } = await serve((request) => request.socket.destroy());
  const closed = await listen();
  await closed.close();
  for (const dead of [port, closed.port]) {
    await expect(
      client({ allowLoopback: true }).request({
        method: "GET",
        url: `http://127.0.0.1:${dead}/`,
        ...limits,
      }),
    ).rejects.toMatchObject({
      kind: "connection",
      message: "The other side could not be reached.",
    });
  }
});

test("each call is told of, without its query", async () => {
  const calls: OutboundCall[] = [];
  const { port } = await serve((_request, response) =>
    response.writeHead(404, { "request-id": "req_theirs" }).end(),
  );
  const at = new Date("2026-11-01T12:00:00Z");
  const http = client({ allowLoopback: true, onCall: (call) => calls.push(call), now: () => at });
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}/a?token=secret`;
  const ask = () => http.as("acme").request({ method: "GET", url, ...limits });
  await onBehalfOf({ requestId: "req_ours", traceId: "t".repeat(32) }, ask);
  await http
    .request({ method: "PUT", url: "https://10.0.0.1/T/secret", secretPath: true, ...limits })
    .catch(() => {});
  const common = { attempt: 1, at, durationMs: expect.any(Number) };
  expect(calls).toEqual([
    {
      ...{ ...common, connector: "acme", method: "GET", host, path: "/a", status: 404 },
      ...{ providerRequestId: "req_theirs", requestId: "req_ours", traceId: "t".repeat(32) },
      spanId: expect.stringMatching(/^[0-9a-f]{16}$/),
    },
    {
      ...{ ...common, connector: null, method: "PUT", host: "10.0.0.1", path: "/…" },
      ...{
        error: "refused",
        providerRequestId: null,
        requestId: null,
        traceId: null,
        spanId: null,
      },
    },
  ]);
});

test("a connector's call goes on with the trace of the request, each with a span of its own", async () => {
  const sent: (string | undefined)[] = [];
  const { port } = await serve(({ headers }, response) => {
    sent.push(headers.traceparent as string | undefined);
    response.end();
  });
  const http = client({ allowLoopback: true });
  const get = { method: "GET", url: `http://127.0.0.1:${port}/`, ...limits } as const;
  const requestId = "req_01kjm9x0000000000000000001";
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  await onBehalfOf({ requestId, traceId }, () => http.as("acme").request(get));
  await onBehalfOf({ requestId, traceId }, () => http.as("acme").request(get));
  await onBehalfOf({ requestId }, () => http.as("acme").request(get));
  await onBehalfOf({ requestId }, () => http.request(get));
  await http.as("acme").request(get);
  expect(sent.map((header) => traceIdIn(header))).toEqual([
    ...[traceId, traceId, traceIdOf(requestId), null, null],
  ]);
  expect(sent[0]).not.toBe(sent[1]);
});

function client(options: Omit<HttpClientOptions, "now"> & Partial<HttpClientOptions>) {
  const http = createHttpClient({ now: () => new Date(), ...options });
  cleanups.unshift(() => http.close());
  return http;
}

/** A TCP listener on every address of this machine that only counts. */
function listen() {
  return start(createTcpServer(), undefined);
}

function serve(handle: RequestListener) {
  return start(createServer(handle), "127.0.0.1");
}

async function start(server: Server, host: string | undefined) {
  let count = 0;
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => {
    count += 1;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  cleanups.push(close);
  return { port: (server.address() as AddressInfo).port, connections: () => count, close };
}
