import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { ProcedureMeta } from "../../meta.ts";

/** A list of tasks, with one procedure for each thing that a tool must get right. */
export type TaskContext = { caller: string };

const t = initTRPC.context<TaskContext>().meta<ProcedureMeta>().create();

const Task = z.object({ id: z.string(), title: z.string() }).meta({ id: "Task" });

const Step = z.strictObject({
  text: z.string().max(100),
  get steps() {
    return z.array(Step).max(10).optional();
  },
});

const Timer = z.discriminatedUnion("every", [
  z.strictObject({ every: z.literal("day"), hour: z.int().min(0).max(23) }),
  z.strictObject({ every: z.literal("week"), weekday: z.int().min(0).max(6) }),
]);

/** How often a task was created, by its title. */
export const created = new Map<string, number>();

export const tasks = t.router({
  tasks: t.router({
    list: t.procedure
      .meta({ rest: "GET /tasks", summary: "List tasks", mcp: true })
      .input(z.strictObject({ limit: z.int().min(1).max(100).default(20) }))
      .output(z.object({ data: z.array(Task), limit: z.int() }))
      .query(({ input }) => ({ data: [{ id: "t1", title: "Sow" }], limit: input.limit })),
    get: t.procedure
      .meta({ rest: "GET /tasks/{id}", summary: "Get a task", scope: "tasks:read", mcp: true })
      .input(z.strictObject({ id: z.string() }))
      .output(Task)
      .query(({ input }) => {
        if (input.id === "gone") {
          throw new TRPCError({ code: "NOT_FOUND", message: "No task gone." });
        }
        return { id: input.id, title: "Sow" };
      }),
    create: t.procedure
      .meta({
        ...{ rest: "POST /tasks", summary: "Add a task", status: 201, mcp: true },
        description: "It is open at first.",
        scope: "tasks:write",
        idempotencyKey: "required",
      })
      .input(z.strictObject({ title: z.string().min(1).max(100) }))
      .output(Task)
      .mutation(({ input }) => {
        created.set(input.title, (created.get(input.title) ?? 0) + 1);
        return { id: "t2", title: input.title };
      }),
    remove: t.procedure
      .meta({ rest: "DELETE /tasks/{id}", summary: "Remove a task", mcp: true })
      .input(z.strictObject({ id: z.string() }))
      .output(z.void())
      .mutation(({ input }) => {
        if (input.id === "gone") {
          throw new TRPCError({ code: "NOT_FOUND", message: "No task gone." });
        }
      }),
    repeat: t.procedure
      .meta({ summary: "Repeat a task", idempotencyKey: "accepted", mcp: true })
      .input(Timer)
      .output(z.object({ every: z.string() }))
      .mutation(({ input }) => ({ every: input.every })),
    count: t.procedure
      .meta({ summary: "Count tasks", mcp: true })
      .output(z.int())
      .query(() => 3),
    plan: t.procedure
      .meta({ summary: "Plan steps", mcp: true })
      .input(Step)
      .output(Step)
      .mutation(({ input }) => input),
    wait: t.procedure
      .meta({ summary: "Wait until a day", mcp: true })
      .input(z.strictObject({ until: z.date(), ticks: z.bigint() }))
      .output(z.object({ until: z.date(), ticks: z.bigint(), isDate: z.boolean() }))
      .mutation(({ input }) => ({ ...input, isDate: input.until instanceof Date })),
    whoami: t.procedure
      .meta({ summary: "Say who calls", mcp: true })
      .query(({ ctx }) => ({ caller: ctx.caller })),
    fail: t.procedure.meta({ summary: "Fail", mcp: true }).query(() => {
      throw new Error("the password is hunter2");
    }),
    secret: t.procedure.meta({ summary: "Not for models" }).query(() => "secret"),
  }),
});
