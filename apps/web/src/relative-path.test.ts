import { expect, test } from "vitest";
import { relativePath } from "./relative-path.ts";

test("keeps a path of our own with its query", () => {
  expect(relativePath("/orders?status=pending")).toBe("/orders?status=pending");
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "orders",
  "/\t/evil.example",
  undefined,
  ["/orders", "/x"],
])("leads %j to the overview", (next) => {
  expect(relativePath(next)).toBe("/");
});
