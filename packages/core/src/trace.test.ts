import { TypeID } from "typeid-js";
import { expect, test } from "vitest";
import { newId } from "./ids.ts";
import { traceIdIn, traceIdOf, traceparentOf } from "./trace.ts";

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const span = "00f067aa0ba902b7";

test.each([
  [`00-${trace}-${span}-01`],
  [`00-${trace}-${span}-00`],
  [`cc-${trace}-${span}-01-what-the-future-adds`],
  [`cc-${trace}-${span}-01`],
])("%s goes on", (header) => {
  expect(traceIdIn(header)).toBe(trace);
});

test.each([
  [undefined],
  [""],
  [`ff-${trace}-${span}-01`],
  [`00-${trace}-${span}-01-more`],
  [`cc-${trace}-${span}-01.more`],
  [`00-${trace.toUpperCase()}-${span}-01`],
  [`00-${"0".repeat(32)}-${span}-01`],
  [`00-${trace}-${"0".repeat(16)}-01`],
  [`00-${trace.slice(1)}-${span}-01`],
  [`00-${trace}-${span}-1`],
  [`00-${trace}-${span}`],
  [` 00-${trace}-${span}-01`],
  // As Node joins two of them.
  [`00-${trace}-${span}-01, 00-${trace}-${span}-01`],
])("%s begins a trace of its own", (header) => {
  expect(traceIdIn(header)).toBeNull();
});

test("an id of ours is its UUID's 128 bits", () => {
  for (const at of [new Date(0), new Date("2026-03-01T00:00:00Z"), new Date(2 ** 47)]) {
    const id = newId("req", at);
    expect(traceIdOf(id)).toBe(TypeID.fromString(id).toUUID().replaceAll("-", ""));
  }
  expect(traceIdOf(`req_7${"z".repeat(25)}`)).toBe("f".repeat(32));
});

test("what is sent on is what is read", () => {
  expect(traceIdIn(traceparentOf(trace, span))).toBe(trace);
});
