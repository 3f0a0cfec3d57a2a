import type { ProcedureMeta } from "@crossdock/adapters/fetch";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";

const t = initTRPC.meta<ProcedureMeta>().create();

const Task = z.object({ id: z.string(), title: z.string() }).meta({ id: "Task" });

const tasks = new Map([["t1", { id: "t1", title: "Read the guide" }]]);

export const router = t.router({
  tasks: t.router({
    list: t.procedure
      .meta({ rest: "GET /tasks", summary: "List tasks" })
      .output(z.object({ data: z.array(Task) }))
      .query(() => ({ data: [...tasks.values()] })),
    get: t.procedure
      .meta({ rest: "GET /tasks/{id}", summary: "Get a task", example: { id: "t1" } })
      .input(z.strictObject({ id: z.string() }))
      .output(Task)
      .query(({ input }) => {
        const task = tasks.get(input.id);
        if (task === undefined)
          throw new TRPCError({ code: "NOT_FOUND", message: "No such task." });
        return task;
      }),
    create: t.procedure
      .meta({ rest: "POST /tasks", summary: "Create a task", status: 201 })
      .input(z.strictObject({ title: z.string().min(1) }))
      .output(Task)
      .mutation(({ input }) => {
        const task = { id: `t${tasks.size + 1}`, title: input.title };
        tasks.set(task.id, task);
        return task;
      }),
  }),
});
