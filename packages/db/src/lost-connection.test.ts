import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./client.ts";

// A PostgreSQL that answers one query and dies in the same breath, as a real one may when it is killed:
// the pool has handed its connection on by then, and whoever is to have it does not listen yet.
let server: Server;
let db: Database;
beforeEach(async () => {
  server = createServer(speak);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  db = openDatabase({ url: `postgresql://a:b@127.0.0.1:${port}/c`, max: 1, onError: () => {} });
});
afterEach(async () => {
  await db.close();
  await new Promise((resolve) => server.close(resolve));
});

test("a connection that dies while it changes hands fails the work and not the process", async () => {
  const first = db.query("", "SELECT 1", []);
  const next = db.quickTransaction((run) => run("", "SELECT 2", []));
  expect(await first).toEqual([]);
  await expect(next).rejects.toThrow(/postmaster exit|not queryable/);
});

/** The protocol's messages (PostgreSQL's manual, "Message Formats"), as far as the test needs them. */
function speak(socket: Socket): void {
  socket.once("data", () => {
    socket.write(Buffer.concat([message("R", [0, 0, 0, 0]), ready]));
    socket.once("data", () => {
      const fatal = message("E", [..."SFATAL\0C57P01\0Mpostmaster exit\0\0"].map(codeOf));
      const answer = [
        message("1"),
        message("2"),
        message("n"),
        message("C", [..."SELECT 0\0"].map(codeOf)),
      ];
      socket.end(Buffer.concat([...answer, ready, fatal]));
    });
  });
}

const ready = message("Z", [codeOf("I")]);

function message(type: string, content: number[] = []): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(content)]);
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
