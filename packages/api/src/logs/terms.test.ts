import { openDatabase } from "@crossdock/db";
import { createTestDatabase } from "@crossdock/db/testing";
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

test("a row's words are what is between signs, and its other terms what filters ask for", async () => {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, max: 1, onError: console.error });
  const termsOfRow = async (path: string, errorCode: string | null) => {
    const sql = `SELECT tsvector_to_array(request_log_terms(
      'rest', NULL, 'v2', 'key_a', NULL, 'GET', $1, 404, $2, 600000, NULL)) AS terms`;
    const [row] = await db.query<{ terms: string[] }>("", sql, [path, errorCode]);
    return row?.terms.filter((term) => !/^(t|v|p|m|s|c):/.test(term)).toSorted();
  };
  const steps = ["d:100", "d:250", "d:500"];
  expect(await termsOfRow("/api/v2/Orders/ord_01kjm9x", "Not_Found")).toEqual(
    [...steps, "01kjm9x", "api", "e:Not_Found", "found", "not", "ord", "orders", "v2"].toSorted(),
  );
  expect(await termsOfRow("//GRÜSSE-a.b__c/", null)).toEqual(["a", "b", "c", ...steps, "grüsse"]);
  for (const sign of "/_-.:~%+@,;=&!$()*'\" ") {
    expect(await termsOfRow(`/x${sign}y`, null), sign).toEqual([...steps, "x", "y"]);
    expect(await termsOfRow(`/a-b${sign}C_d.e${sign}/`, `f${sign}g`), sign).toEqual(
      ["a", "b", "c", ...steps, `e:f${sign}g`, "d", "e", "f", "g"].toSorted(),
    );
  }
  await db.close();
  await database.drop();
});
