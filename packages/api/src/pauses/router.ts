import { AppError } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { type Pause as KnownPause, readPauses } from "./known.ts";
import { LiftPause, Pause, PauseList, SetPause } from "./schema.ts";

export const pausesRouter = router({
  list: query("pauses:read")
    .meta({ summary: "List the parts of the product that are paused" })
    .input(Nothing)
    .output(PauseList)
    .query(async ({ ctx }) => ({ data: (await readPauses(ctx.db)).map(toPause) })),

  set: command("pauses:write")
    .meta({ summary: "Pause a part of the product", whilePaused: true })
    .input(SetPause)
    .output(Pause)
    .mutation(async ({ ctx, input: { part, reason } }) => {
      ctx.about(part);
      const [before] = (await readPauses(ctx.db)).filter((pause) => pause.part === part);
      const pause = { part, reason, by: ctx.principal.name, at: before?.at ?? ctx.now };
      await ctx.db.pause.upsert({ where: { part }, create: pause, update: pause });
      return toPause(pause);
    }, renewing()),

  lift: command("pauses:write")
    .meta({ summary: "Let a paused part of the product go on", whilePaused: true })
    .input(LiftPause)
    .output(LiftPause)
    .mutation(async ({ ctx, input: { part } }) => {
      const { count } = await ctx.db.pause.deleteMany({ where: { part } });
      if (count === 0) throw new AppError("transition_invalid", { detail: "It is not paused." });
      ctx.about(part);
      return { part };
    }, renewing()),
});

function toPause({ part, reason, by, at }: KnownPause) {
  return { part, reason, by, at: at.toISOString() };
}

// Other processes hear of it; in this one the very next call is right.
function renewing<O>(): { afterCommit: (context: Context, output: O) => Promise<O> } {
  return {
    afterCommit: async ({ services }, output) => {
      await services.pauses.renew();
      return output;
    },
  };
}
