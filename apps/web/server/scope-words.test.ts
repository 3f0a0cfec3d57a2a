import { customerScopes } from "@crossdock/api";
import { expect, test } from "vitest";
import { sentences } from "../src/scope-words.ts";

test("every scope that a customer can grant has its sentence, and no other", () => {
  expect(Object.keys(sentences).sort()).toEqual([...customerScopes].sort());
});
