import { expect, test } from "vitest";
import { shownProblem } from "./shown-problem.ts";

const input = {
  properties: { lines: { items: { properties: { quantity: { type: "integer" } } } } },
};

test("which error it was and which members were wrong is kept, no sentence and no name of the caller's", () => {
  const problem = {
    ...{ type: "/docs/errors/validation_failed", status: 422, code: "validation_failed" },
    ...{ title: "The request is not valid", detail: "anna@example.com is known", retryAfter: 3 },
    errors: [
      { pointer: "#/lines/0/quantity", code: "too_small", detail: "Send 1 or more, not -4" },
      { pointer: "#/anna@example.com", code: "unrecognized_keys", detail: "anna" },
    ],
    secret: "anna",
  };
  const shown = shownProblem(problem, input);
  expect(shown).toEqual({
    ...{ status: 422, code: "validation_failed", title: "The request is not valid" },
    ...{ retryAfter: 3, detail: "‹text, 25 characters›" },
    errors: [
      {
        ...{ pointer: "#/lines/0/quantity", code: "too_small" },
        detail: "‹text, 22 characters›",
      },
      {
        ...{ pointer: "#/‹text, 16 characters›", code: "unrecognized_keys" },
        detail: "‹text, 4 characters›",
      },
    ],
  });
  expect(JSON.stringify(shown)).not.toContain("anna");
});

test("of what is no problem of ours nothing is kept", () => {
  expect(shownProblem({ code: "anna", title: "anna", status: "anna" }, undefined)).toEqual({});
});
