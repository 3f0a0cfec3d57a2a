import { AppError } from "@crossdock/core";
import { z } from "zod";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { EndSession, SessionList } from "./schema.ts";
import { personOf } from "./self.ts";

/** Where one is signed in, and the ways out. */
export const mySessions = {
  sessions: query("any")
    .meta({ summary: "List where one is signed in" })
    .input(Nothing)
    .output(SessionList)
    .query(async ({ ctx }) => {
      const { id, sessionId } = personOf(ctx.principal);
      const sessions = await ctx.services.identity.sessions.list(id);
      return {
        data: sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
          ...session,
          current: session.id === sessionId,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
        })),
      };
    }),

  endSession: command("any")
    .meta({ summary: "Sign one of one's own sessions out", whilePaused: true })
    .input(EndSession)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      ctx.about(id);
      const { count } = await ctx.db.session.deleteMany({
        where: { id, userId: personOf(ctx.principal).id },
      });
      if (count === 0) throw new AppError("not_found", { detail: "This session is over already." });
    }),

  signOutEverywhere: command("any")
    .meta({ summary: "End all of one's own sessions, this one too", whilePaused: true })
    .input(Nothing)
    .output(z.void())
    .mutation(async ({ ctx }) => {
      const { id } = personOf(ctx.principal);
      ctx.about(id);
      await ctx.services.identity.sessions.endAll(id, ctx.db);
    }),
};
