import { AppError, toPage } from "@crossdock/core";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { createRefund } from "./create.ts";
import { askForRefund } from "./finish.ts";
import { refundParts, toRefund } from "./render.ts";
import { CreateRefund, GetRefund, ListRefunds, Refund, RefundPage } from "./schema.ts";

export const refundsRouter = router({
  list: query("payments:read")
    .meta({ rest: "GET /refunds", summary: "List refunds", mcp: true })
    .input(ListRefunds)
    .output(RefundPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.refund.findMany({
        where: { ...filter, ...ownRows(ctx.principal, "refund"), ...startingAfter(cursor) },
        include: refundParts,
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toRefund);
    }),

  get: query("payments:read")
    .meta({ rest: "GET /refunds/{id}", summary: "Get a refund", mcp: true })
    .input(GetRefund)
    .output(Refund)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.refund.findUnique({
        where: { id, ...ownRows(ctx.principal, "refund") },
        include: refundParts,
      });
      if (!row) throw new AppError("not_found", { detail: `There is no refund ${id}.` });
      return toRefund(row);
    }),

  create: command("payments:write")
    .meta({
      rest: "POST /refunds",
      summary: "Give money back",
      description:
        "All that is left of an order, an amount, or lines of it, which can go back on the shelf. The refund is `pending` until the provider has said what became of it; a refund that it refuses stays, as `failed`.",
      status: 201,
      mcp: true,
      idempotencyKey: "required",
      cost: 5,
      errors: ["conflict", "not_found"],
      example: {
        orderId: "ord_01k9bqv8e5f7r9s2t4v6x8z0a1",
        amount: { amount: 500, currency: "EUR" },
        reason: "It came with a scratch.",
      },
    })
    .input(CreateRefund)
    .output(Refund)
    .mutation(async ({ ctx, input }) => toRefund(await createRefund(ctx, input)), {
      afterCommit: askForRefund,
      done: ({ status }) => status !== "pending",
    }),
});
