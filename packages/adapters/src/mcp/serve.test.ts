import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMcpHandler } from "./node.ts";
import { message, runtimes, serveTasks, taskOptions } from "./testing/serve.ts";

type RpcAnswer = {
  id: unknown;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data?: Record<string, unknown> };
};

async function rpc(answer: Response): Promise<RpcAnswer> {
  return (await answer.json()) as RpcAnswer;
}

const call = { name: "tasks_get", arguments: { id: "t1" } };

describe.each(Object.entries(runtimes))("on %s", (_name, start) => {
  test("every answer has an id, is not kept and not sniffed", async () => {
    const send = await start();
    const requests = [
      message("tools/list"),
      message("nope"),
      message("tools/list", {}, { authorization: "" }),
      { method: "GET" },
      { method: "OPTIONS" },
    ];
    for (const request of requests) {
      const { headers } = await send(request);
      expect(headers.get("x-request-id")).toBe("req_1");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  test("server/discover tells the revision and what is offered", async () => {
    const send = await start({ instructions: "Begin with tasks_list." });
    const answer = await send(message("server/discover"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("ratelimit")).toBe('"default";r=9');
    expect(await rpc(answer)).toMatchObject({
      id: 7,
      result: {
        resultType: "complete",
        supportedVersions: ["2026-07-28"],
        capabilities: { tools: {} },
        instructions: "Begin with tasks_list.",
      },
    });
  });

  test("tools/list is deterministic and may be kept by its caller", async () => {
    const send = await start();
    const { result } = await rpc(await send(message("tools/list")));
    expect(result).toMatchObject({ resultType: "complete", ttlMs: 60_000, cacheScope: "private" });
    expect((await rpc(await send(message("tools/list")))).result).toEqual(result);
  });

  test("tools/call answers with a result", async () => {
    const send = await start();
    const answer = await send(message("tools/call", call));
    expect(answer.status).toBe(200);
    const { result } = await rpc(answer);
    expect(result).toMatchObject({
      resultType: "complete",
      structuredContent: { id: "t1", title: "Sow" },
    });
  });

  test("a replay says so", async () => {
    const send = await start();
    const args = { title: "Weed", idempotencyKey: "k" };
    const create = message("tools/call", { name: "tasks_create", arguments: args });
    expect((await send(create)).headers.get("idempotent-replayed")).toBeNull();
    expect((await send(create)).headers.get("idempotent-replayed")).toBe("true");
  });

  test.each([
    ["another version in the header", { "mcp-protocol-version": "2025-11-25" }, -32020],
    ["no version in the header", { "mcp-protocol-version": "" }, -32020],
    ["another method in the header", { "mcp-method": "tools/list" }, -32020],
    ["another tool in the header", { "mcp-name": "tasks_list" }, -32020],
  ])("%s is refused", async (_what, headers, code) => {
    const send = await start();
    const answer = await send(message("tools/call", call, headers));
    expect(answer.status).toBe(400);
    expect(await rpc(answer)).toMatchObject({ id: 7, error: { code } });
  });

  test("the name of a tool may be spelled in Base64", async () => {
    const send = await start();
    const name = `=?base64?${btoa("tasks_get")}?=`;
    expect((await send(message("tools/call", call, { "mcp-name": name }))).status).toBe(200);
  });

  test("an unknown revision is refused with those that are served", async () => {
    const send = await start();
    const request = message("tools/list", {}, { "mcp-protocol-version": "2099-01-01" });
    const body = String(request.body).replace("2026-07-28", "2099-01-01");
    const answer = await send({ ...request, body });
    expect(answer.status).toBe(400);
    expect((await rpc(answer)).error).toMatchObject({
      code: -32022,
      data: { supported: ["2026-07-28"], requested: "2099-01-01" },
    });
  });

  test("a subscription is told that nothing is announced, and ends", async () => {
    const send = await start();
    const notifications = { toolsListChanged: true };
    const answer = await send(message("subscriptions/listen", { notifications }));
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(await answer.text()).toMatch(/"notifications":\{\}[\s\S]*"resultType":"complete"/);
  });

  test.each(["ping", "resources/list", "nope"])("the method %s is unknown", async (method) => {
    const send = await start();
    const answer = await send(message(method));
    expect(answer.status).toBe(404);
    expect((await rpc(answer)).error).toMatchObject({ code: -32601 });
  });

  test.each([
    ["an unknown tool", { name: "tasks_secret" }],
    ["arguments that are no object", { name: "tasks_get", arguments: [1] }],
    ["no name", {}],
  ])("%s is no result", async (_what, params) => {
    const send = await start();
    const answer = await send(message("tools/call", params));
    expect((await rpc(answer)).error).toMatchObject({ code: -32602 });
  });

  test.each([
    ["broken JSON", "{", 400, -32700],
    ["no body", "", 400, -32700],
    ["a name twice", '{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/list"}', 400, -32700],
    ["a batch", "[]", 400, -32600],
    ["no JSON-RPC", "{}", 400, -32600],
    ["more than a megabyte", `"${"x".repeat(1_048_576)}"`, 413, -32600],
    ["a string that is too long", `{"a":"${"x".repeat(10_001)}"}`, 413, -32600],
  ])("%s is refused", async (_what, body, status, code) => {
    const send = await start();
    const answer = await send({ ...message("tools/list"), body });
    expect(answer.status).toBe(status);
    expect(await rpc(answer)).toMatchObject({ id: null, error: { code } });
  });

  test("another media type is refused", async () => {
    const send = await start();
    const answer = await send(message("tools/list", {}, { "content-type": "text/plain" }));
    expect(answer.status).toBe(415);
  });

  test("without a credential nothing is told, not even what is wrong with the body", async () => {
    const send = await start();
    for (const request of [message("tools/list"), { ...message("tools/call", call), body: "{" }]) {
      const headers = { ...request.headers, authorization: "" };
      const answer = await send({ ...request, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
      expect((await rpc(answer)).error).toMatchObject({
        code: -32000,
        message: "Send a credential.",
        data: { status: 401, code: "unauthenticated" },
      });
    }
  });

  test.each(["tools/list", "tools/call"])("a refusal of %s is one of HTTP", async (method) => {
    const send = await start();
    const answer = await send(message(method, call, { authorization: "Bearer spent" }));
    expect(answer.status).toBe(429);
    expect(answer.headers.get("ratelimit")).toBe('"default";r=9');
    expect(await rpc(answer)).toMatchObject({ id: 7, error: { data: { status: 429 } } });
  });

  test("what authorize throws of its own is not told", async () => {
    const send = await start({
      authorize: () => {
        throw new Error("the password is hunter2");
      },
    });
    const answer = await send(message("tools/list"));
    expect(answer.status).toBe(500);
    expect((await rpc(answer)).error).toMatchObject({ code: -32603, data: { code: "internal" } });
  });

  test("authorize knows the operation of a call, by the header or without it", async () => {
    const asked: (string | undefined)[] = [];
    const send = await start({
      authorize: ({ operation }) => {
        asked.push(operation?.name);
        return undefined;
      },
    });
    await send(message("tools/call", call));
    await send(message("tools/list"));
    expect(asked).toEqual(["tasks.get", undefined]);
  });

  test.each(["GET", "DELETE", "PUT"])("%s is not allowed", async (method) => {
    const send = await start();
    const answer = await send({ method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
  });

  test("a page of a foreign origin may not call", async () => {
    const send = await start({ allowedOrigins: ["https://app.example"] });
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1.evil.example"]) {
      const answer = await send(message("tools/list", {}, { origin }));
      expect(answer.status).toBe(403);
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect(await rpc(answer)).toMatchObject({ id: null, error: { code: -32000 } });
    }
  });

  test("a page of a listed origin may call, and ask whether", async () => {
    const origin = "https://app.example";
    const send = await start({ allowedOrigins: [origin] });
    const asked = await send({ method: "OPTIONS", headers: { origin } });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-headers")).toContain("Mcp-Method");
    const answer = await send(message("tools/list", {}, { origin }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("vary")).toBe("Origin");
  });

  test("the older handshake is answered as JSON, and asks for no session", async () => {
    const send = await start();
    const older = (body: Record<string, unknown>) =>
      send({
        method: "POST",
        headers: {
          ...{ authorization: "Bearer ada", "content-type": "application/json" },
          accept: "application/json, text/event-stream",
        },
        body: JSON.stringify({ jsonrpc: "2.0", ...body }),
      });
    const clientInfo = { name: "test", version: "1" };
    const params = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo };
    const hello = await older({ id: 1, method: "initialize", params });
    expect(hello.headers.get("content-type")).toBe("application/json");
    expect(hello.headers.get("mcp-session-id")).toBeNull();
    expect((await rpc(hello)).result).toMatchObject({
      protocolVersion: "2025-06-18",
      serverInfo: { name: "tasks", version: "1.0.0" },
    });
    expect((await older({ method: "notifications/initialized" })).status).toBe(202);
    expect((await rpc(await older({ id: 2, method: "ping" }))).result).toEqual({});
    const called = await rpc(await older({ id: 3, method: "tools/call", params: call }));
    expect(called.result).toMatchObject({ structuredContent: { id: "t1" } });
    expect(called.result).not.toHaveProperty("resultType");
  });
});

test("a page of this machine may call a loopback name, and no page that merely points to it", async () => {
  const send = await runtimes.fetch?.();
  const from = (host: string, origin: string) =>
    send?.(message("tools/list", {}, { host, origin }));
  expect((await from("localhost:3000", "http://localhost:3000"))?.status).toBe(200);
  expect((await from("[::1]:3000", "http://[::1]:3000"))?.status).toBe(200);
  expect((await from("localhost:3000", "http://localhost:4000"))?.status).toBe(403);
  expect((await from("evil.example", "http://evil.example"))?.status).toBe(403);
});

test("a tool that takes a key needs a store", async () => {
  const options = { idempotencyStore: undefined };
  await expect(serveTasks(options)).rejects.toThrow("tasks.create: an Idempotency-Key needs");
});

test("a caller that hangs up while it sends is no error", async () => {
  const errors: unknown[] = [];
  const handle = createMcpHandler({
    ...taskOptions(() => "ada"),
    formatError: (error) => {
      errors.push(error);
      return { problem: { status: 500 } };
    },
  });
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  const handled = once(server, "request").then(([req, res]) => {
    socket.destroy();
    return handle(req, res);
  });
  socket.write("POST /mcp HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{");
  await handled;
  expect(errors).toEqual([]);
});
