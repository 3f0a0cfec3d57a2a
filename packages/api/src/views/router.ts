import { AppError, newId, type Principal } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { z } from "zod";
import type { CommandContext, QueryContext } from "../procedure/context.ts";
import { command, demand, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import {
  CreateView,
  ListViews,
  RemoveView,
  SavedView,
  SavedViewList,
  UpdateView,
} from "./schema.ts";

export const viewsRouter = router({
  list: query("logs:read")
    .meta({ summary: "List saved views: your own, and those that the team shares" })
    .input(ListViews)
    .output(SavedViewList)
    .query(async ({ ctx, input: { list } }) => {
      const rows = await ctx.db.savedView.findMany({
        where: { list, ...visibleTo(ctx.principal) },
        orderBy: [{ shared: "asc" }, { name: "asc" }, { id: "asc" }],
        take: 500,
      });
      return { data: await toViews(ctx, rows) };
    }),

  create: command("logs:read")
    .meta({ summary: "Save a list's filters under a name" })
    .input(CreateView)
    .output(SavedView)
    .mutation(async ({ ctx, input }) => {
      if (input.shared) demand(ctx.principal, "logs:write");
      const createdBy = ctx.principal.id;
      const own = await ctx.db.savedView.count({ where: { createdBy, list: input.list } });
      if (own >= viewsMax) throw tooMany();
      const row = await ctx.db.savedView.create({
        data: {
          ...{ ...input, id: newId("vew", ctx.now), createdBy },
          ...{ createdAt: ctx.now, updatedAt: ctx.now },
        },
      });
      return toView(ctx, row);
    }),

  update: command("logs:read")
    .meta({ summary: "Change a saved view" })
    .input(UpdateView)
    .output(SavedView)
    .mutation(async ({ ctx, input: { id, version, ...changes } }) => {
      const known = await findToChange(ctx, id);
      if (version !== undefined && version !== known.version) throw changedMeanwhile(known.name);
      if (known.shared || changes.shared) demand(ctx.principal, "logs:write");
      const row = await ctx.db.savedView.update({
        where: { id },
        data: { ...changes, version: { increment: 1 }, updatedAt: ctx.now },
      });
      return toView(ctx, row);
    }),

  remove: command("logs:read")
    .meta({ summary: "Remove a saved view" })
    .input(RemoveView)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      await findToChange(ctx, id);
      ctx.about(id);
      await ctx.db.savedView.delete({ where: { id } });
    }),
});

const viewsMax = 100;

// What the team shares is not for partners' developers: it tells what the team looks at.
function visibleTo({ id, partnerId }: Principal): Prisma.SavedViewWhereInput {
  return partnerId === null ? { OR: [{ createdBy: id }, { shared: true }] } : { createdBy: id };
}

/** @throws AppError `not_found` where the caller does not see it, `forbidden` where it is a colleague's */
async function findToChange({ db, principal }: CommandContext, id: string): Promise<Row> {
  await db.$executeRaw`SELECT FROM saved_view WHERE id = ${id} FOR UPDATE`;
  const row = await db.savedView.findFirst({ where: { id, ...visibleTo(principal) } });
  if (!row) throw new AppError("not_found", { detail: `There is no saved view ${id}.` });
  if (mayChange(principal, row)) return row;
  throw new AppError("forbidden", {
    detail: "Only who made a view, or an admin, changes it. Save one of your own.",
  });
}

function mayChange(principal: Principal, { createdBy, shared }: Row): boolean {
  if (createdBy === principal.id) return true;
  return shared && principal.kind === "user" && ["owner", "admin"].includes(principal.role);
}

type Row = Prisma.SavedViewGetPayload<object>;
type Reader = Pick<QueryContext, "principal"> & { db: Pick<QueryContext["db"], "user"> };

async function toView(reader: Reader, row: Row): Promise<z.input<typeof SavedView>> {
  return render(reader, row, await namesOfMakers(reader, [row]));
}

async function toViews(reader: Reader, rows: Row[]) {
  const names = await namesOfMakers(reader, rows);
  return rows.map((row) => render(reader, row, names));
}

function render({ principal }: Reader, row: Row, names: ReadonlyMap<string, string>) {
  return {
    ...row,
    createdBy: { id: row.createdBy, name: names.get(row.createdBy) ?? null },
    mayChange: mayChange(principal, row),
    updatedAt: row.updatedAt.toISOString(),
  };
}

async function namesOfMakers({ db }: Reader, rows: Row[]) {
  const ids = [...new Set(rows.map(({ createdBy }) => createdBy))];
  const select = { id: true, name: true };
  const people = await db.user.findMany({ where: { id: { in: ids } }, select });
  return new Map(people.map(({ id, name }) => [id, name]));
}

function changedMeanwhile(name: string): AppError {
  return new AppError("conflict", {
    detail: `Somebody has changed ${name} meanwhile: load the page again.`,
  });
}

function tooMany(): AppError {
  return new AppError("conflict", {
    detail: `You have ${viewsMax} views of this list already. Remove one first.`,
  });
}
