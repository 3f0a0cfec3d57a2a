import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { createClientAddress } from "./client-address.ts";

test.each<[what: string, depth: number, forwarded: string | undefined, address: string]>([
  ["no proxy: the header is the client's own words", 0, "203.0.113.1", "192.0.2.7"],
  ["one proxy: the last entry is what it saw", 1, "203.0.113.1", "203.0.113.1"],
  ["entries before it are invented", 1, "10.0.0.1, 127.0.0.1, 203.0.113.1", "203.0.113.1"],
  ["two proxies: the last but one", 2, "10.0.0.1, 203.0.113.1, 198.51.100.2", "203.0.113.1"],
  ["three, with an invented entry", 3, "10.0.0.1, 203.0.113.1, b, a", "203.0.113.1"],
  ["fewer entries than proxies: somebody went around one", 2, "203.0.113.1", "192.0.2.7"],
  ["no header at all", 1, undefined, "192.0.2.7"],
  ["an empty entry", 1, "203.0.113.1,", "192.0.2.7"],
  ["what is no address", 1, "unknown", "192.0.2.7"],
  ["a name", 1, "localhost", "192.0.2.7"],
  ["an address with its port", 1, "203.0.113.1:4711", "203.0.113.1"],
  ["IPv6", 1, "2001:db8::1", "2001:db8::1"],
  ["IPv6 with its port", 1, "[2001:db8::1]:4711", "2001:db8::1"],
  ["IPv4 within IPv6 is one client, not two", 1, "::ffff:203.0.113.1", "203.0.113.1"],
])("%s", (_, depth, forwarded, expected) => {
  expect(createClientAddress(depth)(requestWith(forwarded))).toBe(expected);
});

function requestWith(forwarded: string | undefined): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: "::ffff:192.0.2.7" });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers["x-forwarded-for"] = forwarded;
  return request;
}
