import { AppError, toPage } from "@crossdock/core";
import { z } from "zod";
import { Nothing } from "../procedure/fields.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { toInboxEvent } from "./render.ts";
import { reprocess } from "./reprocess.ts";
import {
  GetInboxEvent,
  InboundRejectionPage,
  InboxDoors,
  InboxEvent,
  InboxEventPage,
  InboxEventWithBody,
  InboxFigures,
  ListInbox,
  ListRejections,
  ReconciliationList,
} from "./schema.ts";

export const inboxRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List inbound events" })
    .input(ListInbox)
    .output(InboxEventPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.inboxEvent.findMany({
        where: { ...filter, ...startingAfter(cursor) },
        omit: { body: true },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toInboxEvent);
    }),

  get: query("connectors:read")
    .meta({ summary: "Get an inbound event with its body" })
    .input(GetInboxEvent)
    .output(InboxEventWithBody)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.inboxEvent.findUnique({ where: { id } });
      if (!row) throw new AppError("not_found", { detail: `There is no inbound event ${id}.` });
      const body = row.body.length === 0 ? null : Buffer.from(row.body).toString("utf8");
      return { ...toInboxEvent(row), headers: Headers.parse(row.headers), body };
    }),

  reprocess: command("connectors:write")
    .meta({ summary: "Work an inbound event off again, from the bytes that came" })
    .input(GetInboxEvent)
    .output(InboxEvent)
    .mutation(async ({ ctx, input: { id } }) => toInboxEvent(await reprocess(ctx, id))),

  doors: query("connectors:read")
    .meta({ summary: "List where webhooks come in" })
    .input(Nothing)
    .output(InboxDoors)
    .query(async ({ ctx }) => {
      const { definitions } = ctx.services.connectors;
      const connectors = definitions.filter(({ category }) => category === "payments");
      const sources = await ctx.db.inboundSource.findMany({
        select: { slug: true, name: true },
        orderBy: { name: "asc" },
      });
      return { data: [...connectors.map(({ id, name }) => ({ slug: id, name })), ...sources] };
    }),

  reconciliations: query("connectors:read")
    .meta({ summary: "When each third party was last asked for events that had not come" })
    .input(Nothing)
    .output(ReconciliationList)
    .query(async ({ ctx }) => {
      const rows = await ctx.db.reconciliation.findMany({ orderBy: { connector: "asc" } });
      const where = { slug: { in: rows.map(({ connector }) => connector) } };
      const select = { slug: true, name: true };
      const names = new Map([
        ...(await ctx.db.inboundSource.findMany({ where, select })).map(
          ({ slug, name }) => [slug, name] as const,
        ),
        ...ctx.services.connectors.definitions.map(({ id, name }) => [id, name] as const),
      ]);
      const data = rows.map(({ connector, ranAt, found, foundTotal, error }) => ({
        ...{ connector, found, foundTotal, error, ranAt: ranAt.toISOString() },
        name: names.get(connector) ?? connector,
      }));
      return { data };
    }),

  figures: query("connectors:read")
    .meta({ summary: "How the webhooks of the last day ended" })
    .input(Nothing)
    .output(InboxFigures)
    .query(async ({ ctx }) => {
      const since = new Date(ctx.now.getTime() - 86_400_000);
      const rows = await ctx.db.inboundCount.groupBy({
        by: ["connector", "verdict"],
        // Of whole hours: the one in which the day began counts as well.
        where: { hour: { gt: new Date(since.getTime() - 3_600_000) } },
        _sum: { count: true },
        orderBy: [{ connector: "asc" }, { verdict: "asc" }],
      });
      const data = rows.map(({ _sum, ...row }) => ({ ...row, count: _sum.count ?? 0 }));
      return { since: since.toISOString(), data };
    }),

  rejected: query("connectors:read")
    .meta({ summary: "List the last webhooks that were refused" })
    .input(ListRejections)
    .output(InboundRejectionPage)
    .query(async ({ ctx, input: { limit, cursor, connector } }) => {
      const rows = await ctx.db.inboundRejection.findMany({
        where: { connector, ...startingAfter(cursor) },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, (row) => ({ ...row, at: row.at.toISOString() }));
    }),
});

const Headers = z.record(z.string(), z.string());
