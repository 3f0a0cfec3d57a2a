import { expect, test } from "vitest";
import { partsOf } from "./phase-parts.ts";

const none = { auth: null, limit: null, parse: null, database: null, render: null };

test("what no phase has is told as the rest", () => {
  const parts = partsOf({ phases: { ...none, auth: 1, database: 6 }, durationMs: 10 });
  expect(parts.map(({ name, ms }) => [name, ms])).toEqual([
    ["Who is it", 1],
    ["Database", 6],
    ["The rest", 3],
  ]);
  expect(partsOf({ phases: { ...none, auth: 10 }, durationMs: 10 })).toHaveLength(1);
});
