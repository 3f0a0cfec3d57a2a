import { expect, test } from "vitest";
import { filledIn, missingParts, sentOf } from "./missing-parts.ts";

const kept = { query: null, requestHeaders: {}, responseHeaders: {}, responseBody: null };

test("what was masked in a body is asked for where it stands, and put there", () => {
  const requestBody = JSON.stringify({
    email: "‹text, 17 characters›",
    lines: [{ sku: "‹text, 11 characters›", quantity: 1 }],
    phone: "‹number›",
    metadata: { "‹2 more›": null, kind: "gift" },
  });
  const sent = sentOf({ method: "POST" }, { ...kept, requestBody, masked: true });
  expect(missingParts(sent?.members)).toEqual([
    { name: "email", hint: "text, 17 characters" },
    { name: "lines/0/sku", hint: "text, 11 characters" },
    { name: "phone", hint: "number" },
  ]);
  const parts = { email: "zoe@example.com", "lines/0/sku": "HP-MUG", phone: "42" };
  expect(filledIn(sent?.members, parts)).toEqual({
    ...{ email: "zoe@example.com", lines: [{ sku: "HP-MUG", quantity: 1 }], phone: 42 },
    metadata: { kind: "gift" },
  });
});

test("of a request without a body the query is what was sent", () => {
  const detail = { ...kept, query: "limit=5&q=‹text, 3 characters›&‹text, 9 characters›" };
  const sent = sentOf({ method: "GET" }, { ...detail, requestBody: null, masked: true });
  expect(sent).toEqual({ members: { limit: "5", q: "‹text, 3 characters›" }, inQuery: true });
  expect(missingParts(sent?.members)).toEqual([{ name: "q", hint: "text, 3 characters" }]);
});

test("what was not kept, and what is no object, cannot be filled in", () => {
  expect(sentOf({ method: "POST" }, null)).toBeNull();
  const detail = { ...kept, requestBody: "not JSON", masked: false };
  expect(sentOf({ method: "POST" }, detail)).toBeNull();
});
