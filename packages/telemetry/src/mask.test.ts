import { expect, test } from "vitest";
import { shownBySchema, shownText } from "./mask.ts";
import { shownRequestHeaders, shownResponseHeaders } from "./mask-headers.ts";
import { keptAddress, keptAgent, keptPath } from "./policy.ts";

const id = "bok_01kjm9x0000000000000000001";
const text = { type: "string", maxLength: 100 };
const code = { type: "string", pattern: "^[A-Za-z0-9._-]+$" };
const shown = (value: unknown, schema: object) => shownBySchema(value, { ...schema }).value;
const hidden = (value: string) => `‹text, ${value.length} characters›`;

test.each([
  ["null", null, text],
  ["a boolean", true, { type: "boolean" }],
  ["a boolean where a text is wanted", false, text],
  ["a number", 12.5, { type: "number" }],
  ["one of several types", 3, { type: ["integer", "null"] }],
  ["one of a union", 3, { anyOf: [text, { type: "integer" }] }],
  ["a word of the schema", "pending", { type: "string", enum: ["pending", "done"] }],
  ["its only word", "book", { const: "book" }],
  ["an id of ours", id, { type: "string", pattern: "^bok_" }],
  ["a time", "2026-03-01T12:00:00.000Z", { type: "string", format: "date-time" }],
  ["a day", "2026-03-01", { type: "string", format: "date" }],
  ["a currency", "EUR", { type: "string", pattern: "^[A-Z]{3}$" }],
  ["a language", "de-AT", { type: "string", pattern: "^[a-z]{2}(-[A-Z]{2})?$" }],
  ["an article's number", "HB-MUG-350-BLU", code],
])("%s stays", (_, value, schema) => {
  expect(shownBySchema(value, { ...schema })).toEqual({ value, masked: false });
});

test.each([
  ["a name", "Jane Doe", text],
  ["a word that another schema has", "pending", text],
  ["a word beside those of its schema", "jane", { enum: ["pending"] }],
  ["an id in a free text", id, text],
  ["a time in a free text", "2026-03-01", text],
  ["capitals in a free text", "EUR", text],
  ["a name in a bound text", "jane.doe", code],
  ["a mixed name in a bound text", "Doe", code],
  ["a telephone's number in a bound text", "491701234567", code],
  ["an address of mail", "jane@example.com", { type: "string", format: "email", pattern: "@" }],
  ["an address of the web", "https://x.example/t/secret", { type: "string", format: "uri" }],
  ["a secret", `cdk_live_${"A1".repeat(20)}`, code],
  ["what only begins as an id", `${id}x`, code],
  ["a second line after an id", `${id}\nJane`, code],
  ["a time with more behind it", "2026-03-01 Jane", { type: "string", format: "date-time" }],
])("%s does not", (_, value, schema) => {
  const { value: left, masked } = shownBySchema(value, { ...schema });
  expect(left).toBe(hidden(value));
  expect(masked).toBe(true);
});

test("a number where a text is wanted may be a telephone's", () => {
  expect(shown(491701234567, text)).toBe("‹number›");
});

const book = {
  type: "object",
  properties: {
    id: { type: "string", pattern: "^bok_" },
    title: text,
    pages: { type: "integer" },
    tags: { type: "array", items: { anyOf: [{ enum: ["new"] }, text] } },
    metadata: { type: "object", additionalProperties: true },
    author: { $ref: "#/$defs/Author" },
  },
  $defs: {
    Author: {
      type: "object",
      properties: { born: { type: "string", format: "date" }, books: { items: { $ref: "#" } } },
    },
  },
};

test("objects keep the names that their schema knows, and count the others", () => {
  const value = {
    ...{ id, title: "Jane's book", pages: 12, tags: ["new", "Jane"] },
    ...{ metadata: { jane: 1, doe: 2 }, password: "hunter2", "jane@example.com": true },
    author: { born: "1970-01-01", name: "Jane", books: [{ title: "Doe", pages: 3 }] },
  };
  expect(shown(value, book)).toEqual({
    ...{ id, title: hidden("Jane's book"), pages: 12, tags: ["new", hidden("Jane")] },
    metadata: { "‹2 more›": null },
    author: { born: "1970-01-01", books: [{ title: hidden("Doe"), pages: 3 }], "‹1 more›": null },
    "‹2 more›": null,
  });
});

test("names that objects inherit are nobody's members", () => {
  const value = JSON.parse('{"__proto__":{"a":"Jane"},"constructor":"Jane","toString":"Jane"}');
  expect(shown(value, book)).toEqual({ "‹3 more›": null });
});

test("without a schema nothing is known", () => {
  expect(shownBySchema({ jane: [1, "Jane"] }, undefined)).toEqual({
    value: { "‹1 more›": null },
    masked: true,
  });
});

test("what is very long or very deep has an end, also where a schema refers to itself", () => {
  const loop = {
    $defs: { L: { anyOf: [{ $ref: "#/$defs/L" }, { items: { $ref: "#/$defs/L" } }] } },
  };
  let deep: unknown = "Jane";
  for (let depth = 0; depth < 1000; depth++) deep = [deep];
  const schema = { ...loop, $ref: "#/$defs/L" };
  expect(JSON.stringify(shown(deep, schema))).toContain("‹deeper›");
  const list = shown(
    Array.from({ length: 500 }, () => 1),
    { items: { type: "integer" } },
  );
  expect(list).toHaveLength(101);
  expect((list as unknown[]).at(-1)).toBe("‹400 more›");
});

test("texts of a path or a query are of the types that they stand for", () => {
  expect(shownText("12", { type: "integer" })).toBe("12");
  expect(shownText("true", { type: "boolean" })).toBe("true");
  expect(shownText("12", text)).toBe(hidden("12"));
  expect(shownText("jane", { type: "integer" })).toBe(hidden("jane"));
  expect(shownText("jane", undefined)).toBe(hidden("jane"));
});

test("headers that are on the list stay, credentials and all others never", () => {
  const kept = {
    ...{
      accept: "application/json, text/*;q=0.5",
      "content-type": "application/json; charset=utf-8",
    },
    ...{ "idempotency-key": "order-17", "if-match": '"abc"', "api-version": "v1" },
  };
  const others = {
    ...{ authorization: "Bearer Jane", cookie: "a=Jane", "x-api-key": "Jane", referer: "/?q=Jane" },
    ...{ "x-forwarded-for": "203.0.113.7", host: "jane.example", from: "jane@example.com" },
  };
  expect(shownRequestHeaders({ ...kept, ...others })).toEqual(kept);
  const odd = { accept: "jane@example.com", "idempotency-key": "Jane Doe", traceparent: "Jane" };
  expect(Object.values(shownRequestHeaders(odd)).join()).not.toMatch(/jane/i);
  expect(
    shownResponseHeaders({
      ...{ location: `/api/v2/books/${id}?code=secret`, "set-cookie": ["a=Jane"], etag: '"x"' },
      ...{ "retry-after": 5, link: "</books?q=Jane>" },
    }),
  ).toEqual({ location: `/api/v2/books/${id}`, etag: '"x"', "retry-after": "5" });
});

test.each([
  ["/api/v2/bokks", "/api/v2/bokks"],
  ["/wp-admin/setup-config.php", "/wp-admin/setup-config.php"],
  ["/.env", "/.env"],
  [`/api/v2/books/${id}/pages`, `/api/v2/books/${id}/pages`],
  ["/u/jane@example.com", "/u/‹text, 16 characters›"],
  ["/u/jane%40example.com", "/u/‹text, 18 characters›"],
  ["/u/Jane", "/u/‹text, 4 characters›"],
  ["/u/+491701234567", "/u/‹text, 13 characters›"],
  ["/t/9f8e7d6c5b4a", "/t/‹text, 12 characters›"],
  [`/t/${"a/".repeat(40)}`, `/t${"/a".repeat(28)}`],
  ["*", "‹text, 1 characters›"],
  ["", ""],
])("of %s without a route %s is kept", (path, kept) => {
  expect(keptPath(path)).toBe(kept);
});

test.each([
  ["203.0.113.77", "203.0.113.0"],
  ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::"],
  ["2001:db8::1", "2001:db8::"],
  ["2001:db8:0:1::", "2001:db8::"],
  ["::1", "::"],
  ["fe80::1%eth0", "fe80::"],
  ["unknown", null],
])("of the address %s its network %s is kept", (address, network) => {
  expect(keptAddress(address, "truncated")).toBe(network);
  expect(keptAddress(address, "full")).toBe(address);
  expect(keptAddress(address, "none")).toBeNull();
});

test("an agent is short and has nobody's address", () => {
  expect(keptAgent(`bot (+jane@example.com) ${"x".repeat(300)}`)).toBe(
    `bot (‹address›) ${"x".repeat(176)}`,
  );
});
