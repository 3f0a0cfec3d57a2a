import { expect, test } from "vitest";
import { termsOf } from "./terms.ts";

test.each([
  ["ord_01kjm9x", "'ord' & '01kjm9x':*"],
  ["/api/v2/orders", "'api' & 'v2' & 'orders':*"],
  ["orders/", "'orders'"],
  ["Not_Found", "'not' & 'found':*"],
  ["o'r\\.*", "'o' & 'r\\\\'"],
])(
  "of %s all words but the last are looked up whole, and it too where a sign follows",
  (q, terms) => {
    expect(termsOf({ q }, null)).toBe(terms);
  },
);

test("each filter is a term, as the index has it", () => {
  const filter = { operation: "orders.get", status: "4xx", minDurationMs: 600, q: "ord" };
  expect(termsOf(filter, "prt_a")).toBe("'o:orders.get' & 'n:prt_a' & 'c:4' & 'd:500' & 'ord':*");
  expect(termsOf({ status: "404" }, null)).toBe("'s:404'");
  expect(termsOf({ minDurationMs: 20 }, null)).toBeNull();
});
