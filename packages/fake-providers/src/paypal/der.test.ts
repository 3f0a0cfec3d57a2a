import { expect, test } from "vitest";
import { der } from "./der.ts";

test.each([
  ["00", "020100"],
  ["7f", "02017f"],
  ["80", "02020080"],
  ["0001", "020101"],
  ["000080", "02020080"],
  ["", "020100"],
])("the unsigned number %s is written in the fewest bytes", (number, written) => {
  expect(der.integer(Buffer.from(number, "hex")).toString("hex")).toBe(written);
});
