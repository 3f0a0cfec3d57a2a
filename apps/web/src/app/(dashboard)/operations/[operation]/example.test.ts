import { expect, test } from "vitest";
import { curlOf, exampleOf, pathOf } from "./example.ts";

const described = {
  version: "v2",
  method: "POST",
  path: "/orders/{id}/notes",
  params: ["id"],
  example: { id: "ord 1", text: "it's late" },
  idempotencyKey: "required" as const,
  ifMatch: null,
};

const list = {
  ...described,
  method: "GET",
  path: "/orders",
  params: [],
  example: { limit: 2, q: "a&b" },
  idempotencyKey: null,
};

test("an example goes into the path and the body", () => {
  const example = exampleOf(described);
  expect(example).toEqual({
    params: { id: "ord 1" },
    query: "",
    body: '{\n  "text": "it\'s late"\n}',
  });
  expect(pathOf(described, example)).toBe("/api/v2/orders/ord%201/notes");
});

test("or into the query, where there is no body", () => {
  const example = exampleOf(list);
  expect(example).toEqual({ params: {}, query: "limit=2&q=a%26b", body: null });
  expect(pathOf(list, example)).toBe("/api/v2/orders?limit=2&q=a%26b");
});

test("what has no example keeps its template, and takes an empty object", () => {
  const example = exampleOf({ ...described, example: undefined });
  expect(example).toEqual({ params: { id: "" }, query: "", body: "{}" });
  expect(pathOf(described, example)).toBe("/api/v2/orders/{id}/notes");
});

test("the command says it all, and a quote does not end it", () => {
  expect(curlOf(described, "http://shop.example")).toBe(
    [
      'curl -X POST "http://shop.example/api/v2/orders/ord%201/notes"',
      '-H "Authorization: Bearer $CROSSDOCK_KEY"',
      '-H "Idempotency-Key: $(date +%s)"',
      '-H "Content-Type: application/json"',
      `-d '{"text":"it'\\''s late"}'`,
    ].join(" \\\n  "),
  );
  expect(curlOf(list, "http://shop.example")).not.toContain("-X");
});
