import { expect, test } from "vitest";
import { idPattern, lowestId, newId, timeOfId } from "./ids.ts";

const now = new Date("2026-03-01T12:00:00Z");

test("ids of one millisecond sort as they were made, and none comes twice", () => {
  const ids = Array.from({ length: 5000 }, () => newId("evt", now));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(5000);
});

test("ids sort by their time", () => {
  const ids = Array.from({ length: 200 }, (_, ms) => newId("ord", new Date(now.getTime() + ms)));
  expect(ids.toSorted()).toEqual(ids);
});

test("an id fits the pattern of its kind and of no other", () => {
  const id = newId("prd", now);
  expect(id).toMatch(idPattern("prd"));
  expect(id).not.toMatch(idPattern("var"));
  for (const wrong of [`${id}0`, id.slice(0, -1), id.toUpperCase(), ` ${id}`, `${id}\n`]) {
    expect(wrong).not.toMatch(idPattern("prd"));
  }
  // The first character holds three bits: more would be no UUID, and a 404 for the database.
  expect(`prd_8${id.slice(5)}`).not.toMatch(idPattern("prd"));
});

test("an id holds its time, as RFC 9562 has it", () => {
  const id = newId("prd", now).slice(4);
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  const bits = [...id].map((char) => alphabet.indexOf(char).toString(2).padStart(5, "0")).join("");
  expect(Number.parseInt(bits.slice(2, 50), 2)).toBe(now.getTime());
});

test("the lowest id of a moment is below those made then, and above those made before", () => {
  const before = newId("aud", new Date(now.getTime() - 1));
  const then = newId("aud", now);
  expect([then, lowestId("aud", now), before].toSorted()).toEqual([
    before,
    lowestId("aud", now),
    then,
  ]);
  expect(timeOfId(then)).toEqual(now);
});
