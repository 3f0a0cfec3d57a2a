import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { LibraryContext } from "../testing/library.ts";
import { ask, type Options, serve } from "../testing/serve.ts";

const head = (length: number | "chunked") =>
  [
    "PATCH /api/v1/books/b1 HTTP/1.1",
    "Host: localhost",
    "Authorization: Bearer reader",
    "Content-Type: application/json",
    length === "chunked" ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`,
    "",
    "",
  ].join("\r\n");

const get = "GET /api/v1/books/b1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer reader\r\n\r\n";

async function readAll(socket: ReturnType<typeof connect>): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  await once(socket, "close");
  return text;
}

describe("a body that is too large", () => {
  it("is refused at one byte too many, and the connection ends", async () => {
    const { url, calls } = await serve();
    const padded = (size: number) => `{"title":"a"${" ".repeat(size - 13)}}`;
    const patch = (body: string) =>
      ask(`${url}/books/b1`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body,
      });
    expect((await patch(padded(1_048_576))).status).toBe(200);
    const refused = await patch(padded(1_048_577));
    expect([refused.status, refused.headers.get("connection")]).toEqual([413, "close"]);
    expect(calls.map(({ input }) => input)).toEqual([{ id: "b1", title: "a" }]);
  });

  it("is refused by what arrives, not by what was announced", async () => {
    const { port } = await serve();
    const socket = connect(port, "127.0.0.1");
    const answer = readAll(socket);
    socket.write(head("chunked"));
    const chunk = " ".repeat(65_536);
    for (let sent = 0; sent < 17; sent++) socket.write(`10000\r\n${chunk}\r\n`);
    socket.write("0\r\n\r\n");
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("is not read to its end when it has none", async () => {
    const { port } = await serve();
    const socket = connect(port, "127.0.0.1");
    // The server resets a sender that does not stop.
    socket.on("error", () => {});
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.write(head("chunked"));
    const chunk = `10000\r\n${" ".repeat(65_536)}\r\n`;
    const pump = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on("drain", pump);
    pump();
    await closed;
    expect(socket.bytesWritten).toBeGreaterThan(4 * 1_048_576);
  });
});

describe("a caller that goes away", () => {
  async function abandon(options: Partial<Options>, request: string, ready: Promise<void>) {
    const problems: unknown[] = [];
    const served = await serve({
      ...options,
      formatError: (error) => {
        problems.push(error);
        return { problem: { status: 500 } };
      },
    });
    const asked = once(served.server, "request");
    const socket = connect(served.port, "127.0.0.1");
    socket.write(request);
    const [, res] = await asked;
    await ready;
    socket.destroy();
    await once(res, "close");
    return { ...served, problems };
  }

  it("while it sends stops its own request alone", async () => {
    const { handled, problems, url } = await abandon({}, `${head(100)}{"ti`, Promise.resolve());
    await handled[0];
    expect(problems).toEqual([]);
    expect((await ask(`${url}/books/b1`, { method: "DELETE" })).status).toBe(204);
  });

  it.each([
    ["in part", `${head(100)}{"ti`],
    ["whole", `${head(13)}{"title":"a"}`],
  ])("before its body, sent %s, is read leaves nothing waiting", async (_, request) => {
    const known = Promise.withResolvers<LibraryContext>();
    const options = { createContext: () => known.promise };
    const { handled, problems } = await abandon(options, request, Promise.resolve());
    known.resolve({ reader: "reader" });
    await handled[0];
    expect(problems).toEqual([]);
  });

  it("does not hide what failed in its call", async () => {
    const { options, called, result } = pendingCall();
    const { handled, problems } = await abandon(options, get, called);
    const failure = new Error("a bug");
    result.reject(failure);
    await handled[0];
    expect(problems).toEqual([failure]);
  });

  it("while its call runs is not answered", async () => {
    const { options, called, result } = pendingCall();
    const { handled, problems } = await abandon(options, get, called);
    result.resolve(undefined);
    await handled[0];
    expect(problems).toEqual([]);
  });
});

describe("a call that was admitted", () => {
  it.each([
    ["well", get],
    ["with a fault", get.replace("/b1", "/none")],
    ["at nothing", get.replace("/books/b1", "/nothing")],
    ["with a body that is cut off", `${head(100)}{"ti`],
  ])("and ends %s is released once", async (_, request) => {
    let released = 0;
    const release = () => {
      released += 1;
    };
    const { port, handled, server } = await serve({ authorize: () => ({ release }) });
    const asked = once(server, "request");
    const socket = connect(port, "127.0.0.1");
    socket.write(request);
    await asked;
    socket.end();
    await handled[0];
    expect(released).toBe(1);
  });

  it("is not released while its procedure runs, though its caller has gone", async () => {
    const called = Promise.withResolvers<void>();
    const result = Promise.withResolvers<LibraryContext>();
    let released = 0;
    const { port, handled } = await serve({
      authorize: () => ({ release: () => void released++ }),
      withPrecondition: (ctx) => {
        called.resolve();
        return result.promise.then(() => ctx);
      },
    });
    const socket = connect(port, "127.0.0.1");
    socket.write(head(13).replace("\r\n\r\n", "\r\nIf-Match: *\r\n\r\n"));
    socket.write('{"title":"a"}');
    await called.promise;
    socket.destroy();
    await once(socket, "close");
    expect(released).toBe(0);
    result.resolve({ reader: "reader" });
    await handled[0];
    expect(released).toBe(1);
  });
});

function pendingCall() {
  const called = Promise.withResolvers<void>();
  const result = Promise.withResolvers<undefined>();
  const authorize = () => {
    called.resolve();
    return result.promise;
  };
  return { options: { authorize }, called: called.promise, result };
}
