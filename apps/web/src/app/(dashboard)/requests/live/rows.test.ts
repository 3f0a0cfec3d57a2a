import { expect, test } from "vitest";
import type { LogEntry } from "../entry.ts";
import { allShown, noRows, taken } from "./rows.ts";

const entry = (id: string) => ({ id }) as LogEntry;
const ids = (rows: readonly LogEntry[]) => rows.map(({ id }) => id).join("");

test("rows come in on top, each once", () => {
  const first = taken(noRows, [entry("b"), entry("a")], true);
  const second = taken(first, [entry("c"), entry("b")], true);
  expect(ids(second.shown)).toBe("cba");
});

test("what comes while one reads waits, and nothing overtakes it", () => {
  const held = taken(taken(noRows, [entry("a")], true), [entry("b")], false);
  expect([ids(held.shown), ids(held.waiting)]).toEqual(["a", "b"]);
  const more = taken(held, [entry("c")], true);
  expect([ids(more.shown), ids(more.waiting)]).toEqual(["a", "cb"]);
  expect(ids(allShown(more).shown)).toBe("cba");
});
