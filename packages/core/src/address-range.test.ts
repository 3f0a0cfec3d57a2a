import { expect, test } from "vitest";
import { AddressRangeText, isWithin, parseAddressRange } from "./address-range.ts";

const isIn = (address: string, ...ranges: string[]) =>
  isWithin(
    address,
    ranges.flatMap((text) => {
      const range = parseAddressRange(text);
      return range ? [range] : [];
    }),
  );

test("an address is in a range by its bits, not by its spelling", () => {
  expect(isIn("203.0.113.7", "203.0.113.0/24")).toBe(true);
  expect(isIn("203.0.114.7", "203.0.113.0/24")).toBe(false);
  expect(isIn("203.0.113.7", "203.0.113.7")).toBe(true);
  expect(isIn("203.0.113.70", "203.0.113.7")).toBe(false);
  expect(isIn("2001:DB8:0:0::1", "2001:db8::/32")).toBe(true);
  expect(isIn("2001:db9::1", "2001:db8::/32")).toBe(false);
  expect(isIn("10.1.2.3", "192.168.0.0/16", "10.0.0.0/8")).toBe(true);
});

test("an IPv4 address is the same when a dual-stack socket names it", () => {
  expect(isIn("::ffff:203.0.113.7", "203.0.113.0/24")).toBe(true);
  expect(isIn("203.0.113.7", "::ffff:203.0.113.0/120")).toBe(true);
  expect(isIn("::ffff:203.0.113.7", "::ffff:cb00:7107")).toBe(true);
});

test("everything of one kind is not everything of the other", () => {
  expect(isIn("203.0.113.7", "0.0.0.0/0")).toBe(true);
  expect(isIn("2001:db8::1", "0.0.0.0/0")).toBe(false);
  expect(isIn("203.0.113.7", "::/0")).toBe(false);
});

test("what is no address is in no range", () => {
  for (const address of ["", "unknown", "203.0.113", "203.0.113.7, 10.0.0.1", "1"]) {
    expect(isIn(address, "0.0.0.0/0", "::/0")).toBe(false);
  }
});

test("what could mean two ranges is none", () => {
  const odd = ["10", "010.0.0.1", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "a.b.c.d"];
  for (const text of [...odd, "10.0.0.0/-1", "10.0.0.0/0x8", "example.com", ""]) {
    expect(parseAddressRange(text), text).toBeNull();
  }
  expect(AddressRangeText.safeParse("10.0.0.0/33").error?.issues[0]?.message).toBe(
    "10.0.0.0/33 is no address. Write one such as 203.0.113.7, or a range such as 203.0.113.0/24 or 2001:db8::/32.",
  );
  expect(AddressRangeText.parse(" 10.0.0.0/8 ")).toBe("10.0.0.0/8");
});
