import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { createIsOperator } from "./operator.ts";

const token = "a-token-of-the-operator";
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

function request(headers: Record<string, string>, remoteAddress = "127.0.0.1"): IncomingMessage {
  const socket = { remoteAddress };
  return { socket, headers: { host: "localhost:3000", ...headers } } as unknown as IncomingMessage;
}

test.each<[string, boolean, IncomingMessage]>([
  ["from this machine", true, request({})],
  ["by its address", true, request({ host: "127.0.0.1:3000" })],
  ["by IPv6", true, request({ host: "[::1]:3000" }, "::1")],
  ["by IPv4 within IPv6", true, request({}, "::ffff:127.0.0.1")],
  ["with the token, from anywhere", true, request(bearer(token), "203.0.113.9")],
  ["from elsewhere", false, request({}, "203.0.113.9")],
  ["with another token", false, request(bearer(`${token}x`), "203.0.113.9")],
  ["with a part of it", false, request(bearer(token.slice(0, -1)), "203.0.113.9")],
  ["through a proxy on this machine", false, request({ "x-forwarded-for": "203.0.113.9" })],
  ["through another", false, request({ forwarded: "for=203.0.113.9" })],
  ["through a third", false, request({ "x-real-ip": "203.0.113.9" })],
  ["by a name that was bent to loopback", false, request({ host: "evil.example" })],
  ["without a name", false, request({ host: "" })],
  ["through a proxy with the token", true, request({ ...bearer(token), "x-forwarded-for": "::1" })],
])("%s: %s", (_, allowed, req) => {
  expect(createIsOperator(token)(req)).toBe(allowed);
});

test("without a token nobody elsewhere is the operator", () => {
  expect(createIsOperator(undefined)(request(bearer("undefined"), "203.0.113.9"))).toBe(false);
  expect(createIsOperator(undefined)(request(bearer(""), "203.0.113.9"))).toBe(false);
});
