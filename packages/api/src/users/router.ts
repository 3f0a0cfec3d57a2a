import { AppError, isAllowed, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { Nothing } from "../procedure/fields.ts";
import { ownersPermission } from "../procedure/permissions.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { invite } from "./invite.ts";
import { CreateUser, NewUser, OneUser, UpdateUser, User, UserList } from "./schema.ts";

export const usersRouter = router({
  list: query("users:read")
    .meta({ summary: "List the team" })
    .input(Nothing)
    .output(UserList)
    .query(async ({ ctx }) => {
      const rows = await ctx.db.user.findMany({
        where: { partnerId: null },
        include: withSecondFactor,
        orderBy: { id: "asc" },
        take: 500,
      });
      return { data: rows.map(toUser) };
    }),

  create: command("users:write")
    .meta({ summary: "Invite a member to the team" })
    .input(CreateUser)
    .output(NewUser)
    .mutation(async ({ ctx, input }) => {
      onlyOwnersTouchOwners(ctx, [input.role]);
      const row = await refuseDuplicates(sameEmail, () =>
        ctx.db.user.create({
          data: {
            ...input,
            id: newId("usr", ctx.now),
            status: "active",
            createdAt: ctx.now,
            updatedAt: ctx.now,
          },
          include: withSecondFactor,
        }),
      );
      return { ...toUser(row), loginLink: await invite(ctx, row) };
    }),

  resendInvitation: command("users:write")
    .meta({ summary: "Invite a member anew, in place of the link before" })
    .input(OneUser)
    .output(NewUser)
    .mutation(async ({ ctx, input: { id } }) => {
      const row = await findMember(ctx, id);
      if (row.lastSignInAt !== null) throw new AppError("conflict", notInvited);
      await ctx.services.identity.sessions.endAll(id, ctx.db);
      return { ...toUser(row), loginLink: await invite(ctx, row) };
    }),

  cancelInvitation: command("users:write")
    .meta({ summary: "Take an invitation back" })
    .input(OneUser)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      await findMember(ctx, id);
      ctx.about(id);
      // One statement: who signs in at this very moment is a member, and stays one.
      const { count } = await ctx.db.user.deleteMany({ where: { id, lastSignInAt: null } });
      if (count === 0) throw new AppError("conflict", notInvited);
    }),

  update: command("users:write")
    .meta({ summary: "Change a member's role, or disable the account" })
    .input(UpdateUser)
    .output(User)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      await findMember(ctx, id, fields.role);
      // Before the change: two who hold one owner each and then want all would wait for ever.
      const mayEndOwner = fields.role !== undefined || fields.status !== undefined;
      if (mayEndOwner) await lockOwners(ctx);
      const row = await ctx.db.user.update({
        where: { id },
        data: { ...fields, version: { increment: 1 }, updatedAt: ctx.now },
        include: withSecondFactor,
      });
      // Else they would be good again on the day that the account is opened again.
      if (fields.status === "disabled") await ctx.services.identity.sessions.endAll(id, ctx.db);
      if (mayEndOwner) await requireAnOwner(ctx);
      return toUser(row);
    }),

  endSessions: command("users:write")
    .meta({ summary: "Sign a member out everywhere" })
    .input(OneUser)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      await findMember(ctx, id);
      ctx.about(id);
      await ctx.services.identity.sessions.endAll(id, ctx.db);
    }),

  resetSecondFactor: command("users:write")
    .meta({ summary: "Turn a member's second factor off, where the device is lost" })
    .input(OneUser)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      await findMember(ctx, id);
      ctx.about(id);
      if (!(await ctx.services.identity.secondFactor.remove(id, ctx.db)))
        throw new AppError("conflict", { detail: "The member has no second factor." });
    }),
});

/** A member whom the caller may change. @throws AppError `not_found`, `forbidden` */
async function findMember(ctx: CommandContext, id: string, newRole?: string) {
  const member = await ctx.db.user.findUnique({
    where: { id, partnerId: null },
    include: withSecondFactor,
  });
  if (!member) throw new AppError("not_found", { detail: `There is no user ${id}.` });
  onlyOwnersTouchOwners(ctx, [member.role, newRole]);
  return member;
}

const withSecondFactor = { secondFactor: { select: { confirmedAt: true } } } as const;

function toUser(row: Prisma.UserGetPayload<{ include: typeof withSecondFactor }>) {
  return {
    ...row,
    secondFactor: Boolean(row.secondFactor?.confirmedAt),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

// An admin could else make himself, or a second account of his, an owner.
function onlyOwnersTouchOwners(
  { principal }: CommandContext,
  affected: (string | undefined)[],
): void {
  if (!affected.includes("owner") || isAllowed(principal, ownersPermission)) return;
  throw new AppError("forbidden", { detail: "Only an owner can add, change or remove an owner." });
}

/** Makes two owners who demote each other at once wait for one another. */
async function lockOwners({ db }: CommandContext): Promise<void> {
  await db.$queryRaw`
    SELECT id FROM "user" WHERE role = 'owner' AND status = 'active' ORDER BY id FOR UPDATE`;
}

async function requireAnOwner({ db }: CommandContext): Promise<void> {
  if ((await db.user.count({ where: { role: "owner", status: "active" } })) > 0) return;
  throw new AppError("conflict", {
    detail: "The shop needs an active owner. Make somebody else one first.",
  });
}

const notInvited = { detail: "The member has signed in already: disable the account instead." };
const sameEmail = { detail: "There is a member with this e-mail address already." };
