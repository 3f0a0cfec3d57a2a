import { expect, test } from "vitest";
import { createRateLimits, networkOf } from "./rate-limits.ts";

test("the limit is admitted and the one after is told when to come back", async () => {
  const limits = createRateLimits();
  for (let left = 2; left >= 0; left--) {
    const { headers, retryAfter } = await limits.admit("key", 3);
    expect(retryAfter).toBeNull();
    expect(headers["RateLimit-Policy"]).toBe(`"default";q=3;w=60`);
    expect(headers.RateLimit).toMatch(new RegExp(`^"default";r=${left};t=([1-9]|[1-5]\\d|60)$`));
  }
  const refused = await limits.admit("key", 3);
  expect(refused.retryAfter).toBeGreaterThan(0);
  expect(refused.retryAfter).toBeLessThanOrEqual(60);
  expect(refused.headers.RateLimit).toMatch(/^"default";r=0;t=/);
});

test("of many at once no more than the limit are admitted, and r never exceeds q", async () => {
  const limits = createRateLimits();
  const admitted = await Promise.all(Array.from({ length: 50 }, () => limits.admit("key", 20)));
  expect(admitted.filter(({ retryAfter }) => retryAfter === null)).toHaveLength(20);
  for (const { headers } of admitted) {
    const remaining = Number(/r=(\d+)/.exec(headers.RateLimit ?? "")?.[1]);
    expect(remaining).toBeGreaterThanOrEqual(0);
    expect(remaining).toBeLessThanOrEqual(20);
  }
});

test("one credential does not use up another's quota", async () => {
  const limits = createRateLimits();
  await limits.admit("one", 1);
  expect((await limits.admit("one", 1)).retryAfter).not.toBeNull();
  expect((await limits.admit("other", 1)).retryAfter).toBeNull();
});

test("an unlimited credential has the headers too", async () => {
  const { headers, retryAfter } = await createRateLimits().admit("key", null);
  expect(retryAfter).toBeNull();
  expect(headers).toEqual({
    "RateLimit-Policy": `"default";q=1000000000;w=60`,
    RateLimit: `"default";r=1000000000;t=60`,
  });
});

test("failed credentials close an address, and its whole IPv6 network", async () => {
  const limits = createRateLimits({ failuresMax: 3 });
  for (const host of ["1", "2", "ffff:1"]) await limits.countFailure(`2001:db8:1:2::${host}`);
  expect(await limits.blockedFor("2001:db8:1:2:aaaa::9")).toBeGreaterThan(0);
  expect(await limits.blockedFor("2001:db8:1:3::1")).toBeNull();
  for (let failure = 0; failure < 3; failure++) await limits.countFailure("::ffff:203.0.113.7");
  expect(await limits.blockedFor("203.0.113.7")).toBeGreaterThan(0);
  expect(await limits.blockedFor("203.0.113.8")).toBeNull();
});

test("loopback is never closed", async () => {
  const limits = createRateLimits({ failuresMax: 1 });
  for (const address of ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"]) {
    await limits.countFailure(address);
    await limits.countFailure(address);
    expect(await limits.blockedFor(address), address).toBeNull();
  }
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["no address", "no address"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
