import { defaultLimits, unlimited } from "@crossdock/core";
import { expect, test } from "vitest";
import { limitsText } from "./limits-text.ts";

test("limits in a line", () => {
  expect(limitsText(defaultLimits)).toBe("1,200 a minute, 50 at once");
  expect(limitsText({ ...unlimited, perSecond: 5, perDay: 10_000 })).toBe(
    "5 a second, 10,000 a day",
  );
  expect(limitsText(unlimited)).toBe("Unlimited");
});
