import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { createDetails } from "./detail.ts";
import { factsOf } from "./facts.ts";
import type { Ended } from "./observer.ts";

function ended(status: number): Ended {
  const req = { headers: {}, url: "/api/v2/books" } as IncomingMessage;
  const res = { getHeaders: () => ({}) } as ServerResponse;
  return { req, res, facts: factsOf(req), transport: "rest", status };
}

const settings = {
  of: () => ({ enabled: true, reason: null, limitPerMinute: null, bodies: "sampled" as const }),
};

test("a second has 200 details of failures at the most, and 5 of what went well", () => {
  let now = 0;
  const detailOf = createDetails({ settings, random: () => 0, now: () => now });
  const kept = (status: number) =>
    Array.from({ length: 300 }, () => detailOf(ended(status))).filter((detail) => detail !== null);
  expect(kept(200)).toHaveLength(5);
  expect(kept(404), "what went well takes no room from them").toHaveLength(200);
  now = 999;
  expect([...kept(200), ...kept(404)]).toEqual([]);
  now = 1000;
  expect(kept(200)).toHaveLength(5);
});

test("one in a hundred that went well has details", () => {
  const kept = (random: number) => createDetails({ settings, random: () => random })(ended(200));
  expect(kept(0.0099)).not.toBeNull();
  expect(kept(0.01)).toBeNull();
});
