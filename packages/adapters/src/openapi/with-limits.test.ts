import { expect, test } from "vitest";
import { withLimits } from "./with-limits.ts";

const text = { type: "string" };

test.each([
  [{ type: "integer", minimum: 0, maximum: 100 }, { format: "int32" }],
  [{ type: "integer", minimum: 0, maximum: 2 ** 31 }, { format: "int64" }],
  [{ type: "integer" }, { format: "int64" }],
  [{ ...text, pattern: "^prd_[0-7][0-9a-hjkmnp-tv-z]{25}$" }, { maxLength: 30 }],
  [{ ...text, pattern: "^[A-Z]{2}\\d?\\.$" }, { maxLength: 4 }],
  [{ ...text, pattern: "^[A-Z]+$" }, {}],
  [{ ...text, pattern: "^(a|b)$" }, {}],
  [{ ...text, pattern: "[A-Z]{2}" }, {}],
  [{ ...text, pattern: "^[A-Z]{2}$", maxLength: 9 }, {}],
  [{ properties: { type: { type: "string" } } }, {}],
])("%j says %j too", (schema, more) => {
  expect(withLimits(schema)).toEqual({ ...schema, ...more });
});

test("that names are texts is left out, how long they are is not", () => {
  expect(withLimits({ type: "object", propertyNames: text })).toEqual({ type: "object" });
  const limited = { type: "object", propertyNames: { ...text, maxLength: 40 } };
  expect(withLimits(limited)).toEqual(limited);
});
