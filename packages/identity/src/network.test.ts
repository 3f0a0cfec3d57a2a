import { expect, test } from "vitest";
import { isLoopback, networkOf } from "./network.ts";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["no address", "no address"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("loopback is told by any of its names", () => {
  const names = ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "203.0.113.7", "x"];
  expect(names.filter(isLoopback)).toEqual(names.slice(0, 4));
});
