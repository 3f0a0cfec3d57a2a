import { expect, test } from "vitest";
import { isCompactJws } from "./compact-jws.ts";

test("three parts in base64url are one, each with one spelling", () => {
  expect(isCompactJws("eyJh.e30.AA")).toBe(true);
  for (const text of ["", "..", "eyJh.e30", "eyJh.e30.", "eyJh.e30.AA.AA", "eyJh..AA"])
    expect(isCompactJws(text), text).toBe(false);
  for (const spelling of ["AA==", "AB", "A", "A+", "A/", "AA ", " AA", "A\u0000", "Ä"])
    expect(isCompactJws(`eyJh.e30.${spelling}`), spelling).toBe(false);
});
