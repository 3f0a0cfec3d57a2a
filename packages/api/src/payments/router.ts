import { AppError, toPage } from "@crossdock/core";
import { lockOrder } from "../orders/transitions.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { capturePayment, performNow, voidPayment } from "./capture.ts";
import { applySnapshot } from "./ledger.ts";
import { toLedger, toPayment } from "./render.ts";
import { resolveReview } from "./review.ts";
import {
  CapturePayment,
  GetPayment,
  ListPayments,
  Payment,
  PaymentLedger,
  PaymentPage,
  ResolveReview,
} from "./schema.ts";

export const paymentsRouter = router({
  list: query("payments:read")
    .meta({ rest: "GET /payments", summary: "List payments", mcp: true, forCustomers: true })
    .input(ListPayments)
    .output(PaymentPage)
    .query(async ({ ctx, input: { limit, cursor, ...filter } }) => {
      const rows = await ctx.db.payment.findMany({
        where: {
          ...filter,
          ...ownRows(ctx.principal, "payment"),
          ...startingAfter(cursor),
        },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toPayment);
    }),

  get: query("payments:read")
    .meta({ rest: "GET /payments/{id}", summary: "Get a payment", mcp: true, forCustomers: true })
    .input(GetPayment)
    .output(Payment)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.payment.findUnique({
        where: { id, ...ownRows(ctx.principal, "payment") },
      });
      if (!row) throw noPayment(id);
      return toPayment(row);
    }),

  ledger: query("payments:read")
    .meta({ summary: "List what happened to the money of a payment" })
    .input(GetPayment)
    .output(PaymentLedger)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.payment.findUnique({
        where: { id, ...ownRows(ctx.principal, "payment") },
        include: {
          transactions: { orderBy: [{ occurredAt: "asc" }, { id: "asc" }], take: 1000 },
          reviews: { orderBy: [{ foundAt: "asc" }, { key: "asc" }], take: 100 },
        },
      });
      if (!row) throw noPayment(id);
      return toLedger(row);
    }),

  capture: command("payments:write")
    .meta({
      rest: "POST /payments/{id}/capture",
      mcp: true,
      summary: "Capture a payment",
      description:
        "Takes money that is held: all of it, or an amount. What the provider has not answered yet is in the next answers.",
      idempotencyKey: "required",
      cost: 5,
      errors: ["conflict", "connector_not_configured"],
    })
    .input(CapturePayment)
    .output(Payment)
    .mutation(({ ctx, input }) => capturePayment(ctx, input), { afterCommit: performNow }),

  void: command("payments:write")
    .meta({
      rest: "POST /payments/{id}/void",
      mcp: true,
      summary: "Void a payment",
      description: "Lets go of money that is held. Captured money is refunded instead.",
      idempotencyKey: "accepted",
      cost: 5,
      errors: ["conflict"],
    })
    .input(GetPayment)
    .output(Payment)
    .mutation(({ ctx, input: { id } }) => voidPayment(ctx, id), { afterCommit: performNow }),

  resolveReview: command("payments:write")
    .meta({ summary: "Settle what does not add up of a payment" })
    .input(ResolveReview)
    .output(Payment)
    .mutation(({ ctx, input }) => resolveReview(ctx, input)),

  markPaid: command("payments:write")
    .meta({ summary: "Note that a manual payment has come in" })
    .input(GetPayment)
    .output(Payment)
    .mutation(async ({ ctx, input: { id } }) => {
      const where = { id, ...ownRows(ctx.principal, "payment") };
      const found = await ctx.db.payment.findUnique({ where, select: { orderId: true } });
      if (!found) throw noPayment(id);
      ctx.about(found.orderId);
      // Whether it is open still is asked under the lock: who cancels the order at once closes it.
      await lockOrder(ctx, { id: found.orderId });
      const payment = await ctx.db.payment.findUniqueOrThrow({ where });
      if (payment.provider !== "manual" || payment.status !== "created") {
        throw new AppError("conflict", {
          detail: `Only an open manual payment can be marked paid; this one is ${payment.provider}, ${payment.status}.`,
        });
      }
      const amount = Number(payment.amount);
      const fact = { type: "capture", ref: id, status: "succeeded", amount, at: ctx.now } as const;
      const { currency } = payment;
      return toPayment(
        await applySnapshot(ctx, id, { currency, state: "captured", facts: [fact] }),
      );
    }),
});

function noPayment(id: string): AppError {
  return new AppError("not_found", { detail: `There is no payment ${id}.` });
}
