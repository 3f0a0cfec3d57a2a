import { expect, test } from "vitest";
import { mergeHistograms } from "./histogram.ts";
import { packHistogram, unpackHistogram } from "./packed-histogram.ts";
import { seeded } from "./testing/seeded.ts";

const random = seeded(11);

function someHistogram(): Map<number, number> {
  const size = Math.floor(random() * 200);
  return new Map(
    Array.from({ length: size }, () => [
      Math.floor(random() * 551),
      1 + Math.floor(random() ** 8 * 2 ** 31),
    ]),
  );
}

const inOrder = (histogram: ReadonlyMap<number, number>) =>
  [...histogram].sort(([a], [b]) => a - b);

test("one is written as the migration wrote those that were there", () => {
  const histogram = new Map([
    [550, 2_000_000_000],
    [0, 1],
    [3, 200],
  ]);
  expect(packHistogram(histogram).toString("hex")).toBe("03000103c801a30480a8d6b907");
  expect(packHistogram(new Map()).toString("hex")).toBe("00");
});

test("what is packed comes out as it was, and several in a row are all of them", () => {
  for (let round = 0; round < 50; round++) {
    const all = Array.from({ length: 5 }, someHistogram);
    for (const one of all) expect([...unpackHistogram(packHistogram(one))]).toEqual(inOrder(one));
    const packed = Buffer.concat(all.map(packHistogram));
    expect([...unpackHistogram(packed)]).toEqual(inOrder(mergeHistograms(all)));
  }
  expect(unpackHistogram(Buffer.alloc(0))).toEqual(new Map());
});
