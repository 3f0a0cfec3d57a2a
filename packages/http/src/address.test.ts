import { expect, test } from "vitest";
import { isLoopbackUrl, isPublicAddress } from "./address.ts";

test.each(["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::200e"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each(["", "localhost", "127.0.0.1", "::ffff:8.8.8.8", "2606:4700::1111%eth0", "4000::1"])(
  "%j is not public",
  (address) => {
    expect(isPublicAddress(address)).toBe(false);
  },
);

test.each([
  ["http://127.0.0.1:1234", true],
  ["http://localhost:1234/v1", true],
  ["http://[::1]:1234", true],
  ["http://2130706433", true],
  ["https://api.stripe.com", false],
  ["http://localhost.example.com", false],
  ["http://10.0.0.1", false],
  ["nonsense", false],
])("%s is loopback: %s", (url, expected) => {
  expect(isLoopbackUrl(url)).toBe(expected);
});
