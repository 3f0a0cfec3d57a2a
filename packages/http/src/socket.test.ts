import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openGuardedSocket } from "./socket.ts";

let heard = 0;
const server = createServer((socket) => {
  heard += 1;
  socket.end("hello");
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

const open = (host: string, allowLoopback: boolean, at = port) =>
  openGuardedSocket({ host, port: at, allowLoopback, timeoutMs: 5000 });

test.each(["127.0.0.1", "localhost", "127.1", "::1", "[::1]", "10.0.0.1", "169.254.169.254"])(
  "%s is refused and hears nothing",
  async (host) => {
    await expect(open(host, false)).rejects.toMatchObject({ kind: "refused" });
    expect(heard).toBe(0);
  },
);

test("this machine is reached where that is allowed, and nothing else private", async () => {
  for (const host of ["127.0.0.1", "localhost"]) {
    const socket = await open(host, true);
    expect(String(await socket.setEncoding("utf8").toArray())).toBe("hello");
  }
  await expect(open("10.0.0.1", true)).rejects.toMatchObject({ kind: "refused" });
  await expect(open("127.0.0.1", true, 1)).rejects.toMatchObject({ kind: "connection" });
});
