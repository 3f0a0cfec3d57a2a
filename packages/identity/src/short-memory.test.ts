import { afterEach, beforeEach, expect, test } from "vitest";
import { createShortMemory, type ShortMemory } from "./short-memory.ts";

let nowMs: number;
let reads: string[];
let read: (key: string) => Promise<string>;
let tell: (topics: string[]) => void;
let memory: ShortMemory<string>;
beforeEach(() => {
  nowMs = 5000;
  reads = [];
  read = async (key) => `${key} ${reads.length}`;
  tell = () => {};
  memory = createShortMemory({
    read(key) {
      reads.push(key);
      return read(key);
    },
    live: {
      subscribe(listener) {
        tell = listener;
        return () => {
          tell = () => {};
        };
      },
    },
    topics: ["keys"],
    perf: { now: () => nowMs },
  });
});
afterEach(() => memory.close());

test("what was read is known for less than a second, from the moment it was asked for", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  read = () => promise;
  const slow = memory.get("a");
  nowMs += 900;
  resolve("old");
  expect(await slow).toBe("old");
  nowMs += 99;
  expect(await memory.get("a")).toBe("old");
  nowMs += 1;
  read = async () => "new";
  expect(await memory.get("a")).toBe("new");
  expect(reads).toEqual(["a", "a"]);
});

test("a hundred callers at once ask once", async () => {
  await Promise.all(Array.from({ length: 100 }, () => memory.get("a")));
  expect(reads).toEqual(["a"]);
});

test("a change that it watches makes it forget, and no other", async () => {
  await memory.get("a");
  tell(["orders", "ord_1"]);
  await memory.get("a");
  expect(reads).toHaveLength(1);
  for (const topics of [["keys", "key_1"], ["*"]]) {
    tell(topics);
    await memory.get("a");
  }
  expect(reads).toHaveLength(3);
});

test("what was being read when a change came is not remembered", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  read = () => promise;
  const before = memory.get("a");
  tell(["keys"]);
  resolve("before the change");
  await before;
  read = async () => "after the change";
  expect(await memory.get("a")).toBe("after the change");
});

test("a failure is not remembered", async () => {
  read = () => Promise.reject(new Error("gone"));
  await expect(memory.get("a")).rejects.toThrow("gone");
  read = async () => "back";
  expect(await memory.get("a")).toBe("back");
});
