import { expect, test } from "vitest";
import { createRandom } from "../seed/random.ts";
import { taxOn } from "./tax.ts";

test.each([
  // On top: half a cent is rounded up.
  [1000, 190_000, false, 190],
  [50, 190_000, false, 10],
  [1, 500_000, false, 1],
  [1, 499_999, false, 0],
  [0, 190_000, false, 0],
  [1999, 0, false, 0],
  // Within: 119 at 19 % holds 19.
  [11_900, 190_000, true, 1900],
  [1890, 190_000, true, 302],
  [1, 1_000_000, true, 1],
  [999_999_999_999, 1_000_000, false, 999_999_999_999],
  [999_999_999_999, 77_000, true, 71_494_893_222],
])("on %i at %i ppm, included %s, it is %i", (amount, ratePpm, included, tax) => {
  expect(taxOn(amount, ratePpm, included)).toBe(tax);
});

test("it is never more than half a minor unit off", () => {
  const random = createRandom(19);
  for (let turn = 0; turn < 2000; turn++) {
    const amount = random.whole(0, 1_000_000);
    const ratePpm = random.whole(0, 1_000_000);
    for (const included of [true, false]) {
      const whole = included ? 1_000_000 + ratePpm : 1_000_000;
      const exact = (amount * ratePpm) / whole;
      expect(Math.abs(taxOn(amount, ratePpm, included) - exact)).toBeLessThanOrEqual(0.5);
    }
  }
});
