import { expect, test } from "vitest";
import { AppError } from "./errors.ts";
import { newId } from "./ids.ts";
import { decodeCursor, encodeCursor, toPage } from "./page.ts";

test("every id comes back from its cursor", () => {
  for (let ms = 0; ms < 500; ms++) {
    const id = newId("prd", new Date(ms * 3_600_000_000));
    expect(decodeCursor(encodeCursor(id))).toBe(id);
  }
});

test.each([
  "",
  "garbage",
  "%00",
  "'; DROP TABLE product; --",
  "a".repeat(40),
  btoa("prd_01aaaaaaaaaaaaaaaaaaaaaaa'"),
  btoa("PRD_01aaaaaaaaaaaaaaaaaaaaaaaa"),
  `${btoa("prd_01aaaaaaaaaaaaaaaaaaaaaaaa")}==`,
])("%j is no cursor", (cursor) => {
  const wrong = expect(() => decodeCursor(cursor));
  wrong.toThrow(AppError);
  wrong.toThrow(expect.objectContaining({ code: "validation_failed" }));
});

test("one row more than the limit means that there is a next page", () => {
  const rows = ["c", "b", "a"].map((id) => ({ id }));
  const render = ({ id }: { id: string }) => id.toUpperCase();
  expect(toPage(rows, 2, render)).toEqual({
    data: ["C", "B"],
    hasMore: true,
    nextCursor: encodeCursor("b"),
  });
  expect(toPage(rows, 3, render)).toEqual({
    data: ["C", "B", "A"],
    hasMore: false,
    nextCursor: null,
  });
  expect(toPage([], 3, render)).toEqual({ data: [], hasMore: false, nextCursor: null });
});
