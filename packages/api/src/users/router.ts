import { AppError, newId } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { CreateUser, NewUser, UpdateUser, User, UserList } from "./schema.ts";

export const usersRouter = router({
  list: query("users:read")
    .meta({ summary: "List the team" })
    .input(Nothing)
    .output(UserList)
    .query(async ({ ctx }) => {
      const rows = await ctx.db.user.findMany({
        where: { partnerId: null },
        orderBy: { id: "asc" },
        take: 500,
      });
      return { data: rows.map(toUser) };
    }),

  create: command("users:write")
    .meta({ summary: "Add a member to the team" })
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
        }),
      );
      const { token } = await ctx.services.identity.sessions.createLink(row.id, ctx.db);
      return { ...toUser(row), loginLink: `${ctx.services.appUrl}/login/link?token=${token}` };
    }),

  update: command("users:write")
    .meta({ summary: "Change a member's role, or disable the account" })
    .input(UpdateUser)
    .output(User)
    .mutation(async ({ ctx, input: { id, ...fields } }) => {
      const before = await ctx.db.user.findUnique({ where: { id, partnerId: null } });
      if (!before) throw new AppError("not_found", { detail: `There is no user ${id}.` });
      onlyOwnersTouchOwners(ctx, [before.role, fields.role]);
      const row = await ctx.db.user.update({
        where: { id },
        data: { ...fields, version: { increment: 1 }, updatedAt: ctx.now },
      });
      await requireAnOwner(ctx);
      return toUser(row);
    }),
});

function toUser({ createdAt, updatedAt, ...row }: Prisma.UserGetPayload<object>) {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

// An admin could else make himself, or a second account of his, an owner.
function onlyOwnersTouchOwners(
  { principal }: CommandContext,
  affected: (string | undefined)[],
): void {
  const mayAll =
    principal.kind === "system" || (principal.kind === "user" && principal.role === "owner");
  if (affected.includes("owner") && !mayAll) {
    throw new AppError("forbidden", {
      detail: "Only an owner can add, change or remove an owner.",
    });
  }
}

async function requireAnOwner(ctx: CommandContext): Promise<void> {
  // The lock makes two owners who demote each other at once wait for one another.
  const owners = await ctx.db.$queryRaw<unknown[]>`
    SELECT id FROM "user" WHERE role = 'owner' AND status = 'active' ORDER BY id FOR UPDATE`;
  if (owners.length > 0) return;
  throw new AppError("conflict", {
    detail: "The shop needs an active owner. Make somebody else one first.",
  });
}

const sameEmail = { detail: "There is a member with this e-mail address already." };
