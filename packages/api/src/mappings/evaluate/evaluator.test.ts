import { expect, test } from "vitest";
import type { EvaluateTask } from "./compute.ts";
import { evaluate } from "./evaluator.ts";

const order = {
  type: "order.created",
  data: { object: { number: 7, lines: [{ sku: "A", quantity: 2 }] } },
};
const task = (more: Partial<EvaluateTask>): EvaluateTask => ({
  ...{ input: order, filter: null, fields: [], body: null, schema: null, ...more },
});
const fields = (expression: string) => [{ in: "body" as const, path: ["a"], expression }];

test("values go to their places, and what gives nothing is left out", async () => {
  const { values, faults } = await evaluate(
    task({
      fields: [
        { in: "path", path: ["id"], expression: "data.object.number" },
        { in: "query", path: ["none"], expression: "data.nothing" },
        { in: "header", path: ["X-Type"], expression: "type" },
        { in: "body", path: ["to", "skus"], expression: "data.object.lines.sku[]" },
        { in: "body", path: ["to", "__proto__"], expression: "1" },
      ],
    }),
  );
  expect(faults).toEqual([]);
  expect(JSON.stringify(values)).toBe(
    '{"path":{"id":7},"query":{},"header":{"X-Type":"order.created"},"body":{"to":{"skus":["A"],"__proto__":1}}}',
  );
});

test("a filter keeps out what it is not true of", async () => {
  expect(await evaluate(task({ filter: "data.object.number > 7" }))).toMatchObject({
    matches: false,
  });
  expect(await evaluate(task({ filter: "data.object.number = 7" }))).toMatchObject({
    matches: true,
  });
  const odd = await evaluate(task({ filter: "data.(" }));
  expect(odd.faults).toMatchObject([{ path: ["filter"] }]);
});

test.each([
  ["a loop", "($f := function($n) { $f($n + 1) }; $f(0))", /longer than 1 s/],
  ["a pattern that backtracks", `$contains("${"a".repeat(40)}!", /^(a+)+$/)`, /longer than 1 s/],
  [
    "a result without end",
    "($f := function($s) { $f($s & $s) }; $f('xxxxxxxxxx'))",
    /memory|Invalid string|too large/,
  ],
  ["too large a result", "$join([1..60000].('12345'))", /most/],
  ["a function", "function($x) { $x }", /function/],
  ["nonsense", "1 +", /end of expression|at character/],
])("%s is ended and named, and the next is evaluated", async (_, expression, message) => {
  const { faults } = await evaluate(task({ fields: fields(expression) }));
  expect(faults[0]?.detail).toMatch(message);
  expect((await evaluate(task({ fields: fields("1") }))).values.body).toEqual({ a: 1 });
});

test("the target's schema names the field that is wrong", async () => {
  const schema = {
    type: "object",
    required: ["email"],
    properties: { a: { type: "string" }, slow: { type: "string", pattern: "^(a+)+$" } },
  };
  const { faults } = await evaluate(task({ fields: fields("1"), schema }));
  expect(faults).toEqual([
    { path: ["body", "email"], detail: "This is required." },
    { path: ["body", "a"], detail: "This must be a text, not 1." },
  ]);
  const slow = [{ in: "body" as const, path: ["slow"], expression: `"${"a".repeat(40)}!"` }];
  const ended = await evaluate(task({ fields: slow, schema }));
  expect(ended.faults[0]?.detail).toMatch(/longer than 1 s/);
});
