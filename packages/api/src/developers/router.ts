import { AppError, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { z } from "zod";
import { findPartner } from "../partners/find.ts";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { partnerRole } from "../procedure/permissions.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { invite } from "../users/invite.ts";
import {
  DeveloperList,
  GetDeveloper,
  InviteDeveloper,
  InvitedDeveloper,
  ListDevelopers,
} from "./schema.ts";

export const developersRouter = router({
  list: query("partners:read")
    .meta({ summary: "List a partner's developers" })
    .input(ListDevelopers)
    .output(DeveloperList)
    .query(async ({ ctx, input: { partnerId } }) => {
      await findPartner(ctx.db, partnerId);
      const rows = await ctx.db.user.findMany({ where: { partnerId }, orderBy: { id: "asc" } });
      return { data: rows.map(toDeveloper) };
    }),

  invite: command("partners:write")
    .meta({ summary: "Invite a partner's developer to the portal" })
    .input(InviteDeveloper)
    .output(InvitedDeveloper)
    .mutation(async ({ ctx, input: { partnerId, email, name } }) => {
      const { status } = await findPartner(ctx.db, partnerId);
      if (status === "suspended") throw new AppError("conflict", suspended);
      await refuseTooMany(ctx, partnerId);
      const row = await refuseDuplicates(sameEmail, () =>
        ctx.db.user.create({
          data: {
            ...{ id: newId("usr", ctx.now), partnerId, email, name, role: partnerRole },
            ...{ status: "active", createdAt: ctx.now, updatedAt: ctx.now },
          },
        }),
      );
      return invitation(ctx, row);
    }),

  resend: command("partners:write")
    .meta({ summary: "Invite a developer anew, in place of the link before" })
    .input(GetDeveloper)
    .output(InvitedDeveloper)
    .mutation(async ({ ctx, input: { id } }) => {
      const row = await findDeveloper(ctx, id);
      if (row.lastSignInAt !== null) throw new AppError("conflict", notInvited);
      await ctx.services.identity.sessions.endAll(id, ctx.db);
      return invitation(ctx, row);
    }),

  remove: command("partners:write")
    .meta({ summary: "Remove a partner's developer" })
    .input(GetDeveloper)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      await findDeveloper(ctx, id);
      ctx.about(id);
      await ctx.db.user.delete({ where: { id } });
    }),
});

type Row = Prisma.UserGetPayload<object>;

// By this a member of the team is not found: else `remove` were a way to lock an owner out.
async function findDeveloper({ db }: CommandContext, id: string): Promise<Row> {
  const row = await db.user.findUnique({ where: { id, partnerId: { not: null } } });
  if (!row) throw new AppError("not_found", { detail: `There is no developer ${id}.` });
  return row;
}

async function invitation(ctx: CommandContext, row: Row) {
  return { ...toDeveloper(row), loginLink: await invite(ctx, row) };
}

async function refuseTooMany({ db }: CommandContext, partnerId: string): Promise<void> {
  if ((await db.user.count({ where: { partnerId } })) < developersMax) return;
  throw new AppError("conflict", {
    detail: `A partner has at most ${developersMax} developers: remove one first.`,
  });
}

const developersMax = 100;

function toDeveloper({ id, partnerId, email, name, lastSignInAt, createdAt }: Row) {
  return {
    ...{ id, partnerId: partnerId ?? "", email, name },
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

const notInvited = {
  detail: "The developer has signed in already, and can ask for a new link on the login page.",
};
const suspended = { detail: "The partner is suspended: make it active first." };
const sameEmail = { detail: "Somebody with this e-mail address has an account already." };
