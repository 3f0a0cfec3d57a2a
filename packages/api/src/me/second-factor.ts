import { AppError, invalidMember } from "@crossdock/core";
import { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { Code, ProposedSecondFactor, RecoveryCodes, SecondFactorState } from "./schema.ts";
import { personOf } from "./self.ts";

/** Codes from an authenticator app, beside the password. */
export const mySecondFactor = {
  secondFactor: query("any")
    .meta({ summary: "Get whether one's own sign-in asks for a code" })
    .input(Nothing)
    .output(SecondFactorState)
    .query(async ({ ctx }) => {
      const { id } = personOf(ctx.principal);
      const state = await ctx.services.identity.secondFactor.state(id);
      return { on: state !== null, recoveryCodes: state?.recoveryCodes ?? 0 };
    }),

  startSecondFactor: command("any")
    .meta({ summary: "Make a secret for an authenticator app" })
    .input(Nothing)
    .output(ProposedSecondFactor)
    .mutation(async ({ ctx }) => {
      const { id } = personOf(ctx.principal);
      ctx.about(id);
      const { email } = await ctx.db.user.findUniqueOrThrow({ where: { id } });
      const proposed = await ctx.services.identity.secondFactor.propose({ id, email }, ctx.db);
      if (proposed) return proposed;
      throw new AppError("conflict", { detail: "It is on already. Turn it off first." });
    }),

  confirmSecondFactor: command("any")
    .meta({ summary: "Turn the second factor on, with a first code" })
    .input(Code)
    .output(RecoveryCodes)
    .mutation(async ({ ctx, input: { code } }) => {
      const { id } = personOf(ctx.principal);
      ctx.about(id);
      const recoveryCodes = await ctx.services.identity.secondFactor.confirm(id, code, ctx.db);
      if (!recoveryCodes) throw wrongCode();
      return { recoveryCodes };
    }),

  renewRecoveryCodes: command("any")
    .meta({ summary: "Make new recovery codes in place of the old" })
    .input(Code)
    .output(RecoveryCodes)
    .mutation(async ({ ctx, input: { code } }) => {
      const id = await checked(ctx, code);
      const { secondFactor } = ctx.services.identity;
      return { recoveryCodes: await secondFactor.renewRecoveryCodes(id, ctx.db) };
    }),

  endSecondFactor: command("any")
    .meta({ summary: "Turn the second factor off, with a code" })
    .input(Code)
    .output(z.void())
    .mutation(async ({ ctx, input: { code } }) => {
      const id = await checked(ctx, code);
      await ctx.services.identity.secondFactor.remove(id, ctx.db);
    }),
};

// Whoever finds a browser open must not take the lock off: these steps ask for a code again.
async function checked(ctx: CommandContext, code: string): Promise<string> {
  const { id } = personOf(ctx.principal);
  ctx.about(id);
  if (await ctx.services.identity.secondFactor.check(id, code, ctx.db)) return id;
  throw wrongCode();
}

function wrongCode(): AppError {
  const detail = "This code is not right, or was used already. Wait for the next one.";
  return invalidMember({ pointer: "#/code", code: "wrong_code", detail });
}
