import { expect, test } from "vitest";
import { csvRow } from "./csv.ts";

test("cells are quoted where RFC 4180 asks for it", () => {
  expect(csvRow(["a", 1, null, "", "b c"])).toBe("a,1,,,b c\r\n");
  expect(csvRow(['say "hi"', "a,b", "a\nb", "a\r\nb"])).toBe(
    '"say ""hi""","a,b","a\nb","a\r\nb"\r\n',
  );
});

test("what a spreadsheet would run as a formula is text", () => {
  const formulas = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "\n=1",
    " =1",
    "\uFF1D1",
  ];
  for (const formula of formulas) {
    const row = csvRow([formula]);
    expect(row.replace(/^"/, "")).toMatch(/^'/);
    expect(row).toContain(formula.replaceAll('"', '""'));
  }
  expect(csvRow([-1, "a=1", "1-2"])).toBe("-1,a=1,1-2\r\n");
});
