import { unlimited } from "@crossdock/core";
import { expect, test } from "vitest";
import { withinGrant } from "./grant.ts";

const held = { scopes: ["things:read", "things:write"], limits: { ...unlimited, perMinute: 600 } };

test("the shop's own credentials have what they were made with", () => {
  expect(withinGrant({ ...held, granted: null })).toEqual(held);
});

test("a partner's have what the partner is granted too, and of each limit the lower", () => {
  const granted = { scopes: ["things:read", "more:read"], limits: { ...unlimited, perDay: 10 } };
  expect(withinGrant({ ...held, granted })).toEqual({
    scopes: ["things:read"],
    limits: { ...unlimited, perMinute: 600, perDay: 10 },
  });
  expect(withinGrant({ ...held, granted: { scopes: [], limits: unlimited } }).scopes).toEqual([]);
});
