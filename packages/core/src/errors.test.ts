import { expect, test } from "vitest";
import { AppError, errorCodes, toProblem } from "./errors.ts";

test("an error has the status and, unless it says more, the title of its code", () => {
  const error = new AppError("not_found");
  expect(error.status).toBe(404);
  expect(error.message).toBe(errorCodes.not_found.title);
  expect(new AppError("not_found", { detail: "There is no product x." }).message).toBe(
    "There is no product x.",
  );
});

test("a problem has what RFC 9457 asks for, and our members", () => {
  const errors = [{ pointer: "#/a", code: "too_small", detail: "Too small." }];
  const error = new AppError("validation_failed", { detail: "No.", errors, data: { sku: "A" } });
  expect(toProblem(error, "req_1")).toEqual({
    type: "/docs/errors/validation_failed",
    title: "The request is not valid",
    status: 422,
    detail: "No.",
    code: "validation_failed",
    requestId: "req_1",
    docUrl: "/docs/errors/validation_failed",
    errors,
    sku: "A",
  });
});

test("a problem never tells what caused it", () => {
  const cause = new Error("password=hunter2 at /srv/secret.ts");
  const problem = JSON.stringify(toProblem(new AppError("internal", { cause }), "req_1"));
  expect(problem).not.toMatch(/hunter2|secret\.ts/);
  expect(problem).not.toContain("undefined");
});

test("every code is a status of errors", () => {
  for (const [code, { status, title }] of Object.entries(errorCodes)) {
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    expect(title, code).not.toBe("");
  }
});
