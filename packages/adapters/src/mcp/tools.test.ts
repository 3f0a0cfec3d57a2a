import { AjvJsonSchemaValidator } from "@modelcontextprotocol/server/validators/ajv";
import { initTRPC } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { ProcedureMeta } from "../meta.ts";
import { tasks } from "./testing/tasks.ts";
import { describeTools } from "./tools.ts";

const tools = describeTools(tasks);

test("every procedure with mcp is a tool, in the order of the router", () => {
  expect([...tools.keys()]).toEqual([
    ...["tasks_list", "tasks_get", "tasks_create", "tasks_remove", "tasks_repeat", "tasks_count"],
    ...["tasks_plan", "tasks_wait", "tasks_whoami", "tasks_fail"],
  ]);
});

test("a tool says what its procedure says", () => {
  expect(tools.get("tasks_create")?.definition).toEqual({
    name: "tasks_create",
    title: "Add a task",
    description: "Add a task. It is open at first.",
    inputSchema: {
      type: "object",
      properties: {
        title: { type: "string", minLength: 1, maxLength: 100 },
        idempotencyKey: expect.objectContaining({ type: "string", minLength: 1, maxLength: 255 }),
      },
      required: ["title", "idempotencyKey"],
      additionalProperties: false,
    },
    outputSchema: {
      type: "object",
      properties: { id: { type: "string" }, title: { type: "string" } },
      required: ["id", "title"],
    },
    annotations: {
      ...{ readOnlyHint: false, destructiveHint: false, idempotentHint: true },
      openWorldHint: false,
    },
  });
});

test("annotations come from kind, method and key", () => {
  const hints = [...tools].map(([name, { definition }]) => [name, definition.annotations]);
  expect(Object.fromEntries(hints)).toMatchObject({
    tasks_get: { readOnlyHint: true },
    tasks_remove: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
    tasks_plan: { readOnlyHint: false, destructiveHint: true, idempotentHint: false },
  });
});

test.each([...tools])("the schemas of %s stand alone", (_name, { definition }) => {
  const { inputSchema, outputSchema } = definition;
  expect(inputSchema.type).toBe("object");
  expect(() => compile(inputSchema)).not.toThrow();
  expect(() => compile(outputSchema ?? {})).not.toThrow();
});

test("a key may be given with every branch of a union, and with no member beside it", () => {
  const validate = compile(tools.get("tasks_repeat")?.definition.inputSchema ?? { not: {} });
  const isValid = (value: unknown) => validate(value).valid;
  expect(isValid({ every: "day", hour: 1, idempotencyKey: "k" })).toBe(true);
  expect(isValid({ every: "week", weekday: 1 })).toBe(true);
  expect(isValid({ every: "week", hour: 1 })).toBe(false);
  expect(isValid({ every: "day", hour: 1, idempotencyKey: "" })).toBe(false);
});

describe("what can't be a tool is refused at boot, by name and with the mend", () => {
  const t = initTRPC.meta<ProcedureMeta>().create();
  const tool = (meta: ProcedureMeta) => t.procedure.meta({ summary: "Do", mcp: true, ...meta });
  const noop = () => undefined;

  test.each([
    ["an input that is no object", tool({}).input(z.string()).query(noop), /a: .*z\.strictObject/],
    [
      "a member with the name of the key",
      tool({ idempotencyKey: "required" })
        .input(z.strictObject({ idempotencyKey: z.string() }))
        .mutation(noop),
      /a: .*rename that member/,
    ],
    ["a path with a stranger", tool({ rest: "GET /{x}" }).query(noop), /^a: {x} is no member/],
    ["a subscription", tool({}).subscription(async function* () {}), /a: .*subscription/],
  ])("%s", (_what, procedure, mend) => {
    expect(() => describeTools(t.router({ a: procedure }))).toThrow(mend);
  });

  test("a name that is too long", () => {
    const router = t.router({ ["a".repeat(129)]: tool({}).query(noop) });
    expect(() => describeTools(router)).toThrow(/choose another/);
  });

  test("two procedures with one name", () => {
    const router = t.router({
      a_b: tool({}).query(noop),
      a: t.router({ b: tool({}).query(noop) }),
    });
    expect(() => describeTools(router)).toThrow("a.b: a_b is the tool a_b already");
  });
});

function compile(schema: object) {
  return new AjvJsonSchemaValidator().getValidator(schema);
}
