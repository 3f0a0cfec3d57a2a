import { AppError, invalidMember, toPage } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";
import { toAuditEntry } from "../audit/render.ts";
import { AuditTrail } from "../audit/schema.ts";
import { refuseOutgoing } from "../pauses/refuse.ts";
import { newPaymentsAt } from "../payments/provider.ts";
import { startPayment, startPaymentJob } from "../payments/start.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { cancelOrder, settleCanceled } from "./cancel.ts";
import { placeOrder } from "./place.ts";
import { previewOrder } from "./preview.ts";
import { orderParts, toOrder } from "./render.ts";
import {
  CancelOrder,
  GetOrder,
  ListOrders,
  Order,
  OrderPage,
  OrderPreview,
  PlaceOrder,
  PreviewOrder,
} from "./schema.ts";

export const ordersRouter = router({
  list: query("orders:read")
    .meta({ rest: "GET /orders", summary: "List orders", mcp: true, forCustomers: true })
    .input(ListOrders)
    .output(OrderPage)
    .query(async ({ ctx, input: { limit, cursor, q, ...filter } }) => {
      const rows = await ctx.db.order.findMany({
        where: {
          ...filter,
          ...ownRows(ctx.principal, "order"),
          ...(q ? matching(q) : {}),
          ...startingAfter(cursor),
        },
        include: orderParts,
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toOrder);
    }),

  get: query("orders:read")
    .meta({ rest: "GET /orders/{id}", summary: "Get an order", mcp: true, forCustomers: true })
    .input(GetOrder)
    .output(Order)
    .query(async ({ ctx, input: { id } }) => {
      const row = await ctx.db.order.findUnique({
        where: { id, ...ownRows(ctx.principal, "order") },
        include: orderParts,
      });
      if (!row) throw noOrder(id);
      return toOrder(row);
    }),

  history: query("orders:read")
    .meta({ summary: "List who did what to an order" })
    .input(GetOrder)
    .output(AuditTrail)
    .query(async ({ ctx, input: { id } }) => {
      const order = await ctx.db.order.findUnique({
        where: { id, ...ownRows(ctx.principal, "order") },
      });
      if (!order) throw noOrder(id);
      const rows = await ctx.db.auditEntry.findMany({
        where: { targetId: id },
        orderBy: { id: "asc" },
        take: 200,
      });
      return { data: rows.map(toAuditEntry) };
    }),

  create: command("orders:write")
    .meta({
      rest: "POST /orders",
      mcp: true,
      forCustomers: true,
      summary: "Place an order",
      description:
        "Reserves the stock and opens the payment. Send the buyer to the payment's action; " +
        "the order is confirmed when the provider says that it is paid.",
      status: 201,
      idempotencyKey: "required",
      errors: [
        "out_of_stock",
        "currency_unavailable",
        "connector_not_configured",
        "connector_disabled",
        "conflict",
      ],
      example: {
        email: "zoe@example.com",
        lines: [{ sku: "HP-MUG-TDW-350-BLU", quantity: 2 }],
        payment: { provider: "test", returnUrl: "https://shop.example/thanks" },
      },
    })
    .input(PlaceOrder)
    .output(Order)
    .mutation(
      async ({ ctx, input }) => {
        if (input.payment.provider === "manual") {
          refuseInability(input.payment, { manualCapture: false, embedded: false, hosted: true });
          return placeOrder(ctx, input);
        }
        const connector = await ctx.services.connectors.get(input.payment.provider);
        const provider = newPaymentsAt(connector);
        refuseInability(input.payment, provider.capabilities);
        // The built-in one is no third party: its page is ours.
        if (input.payment.provider !== "test") refuseOutgoing(ctx);
        const order = await placeOrder(ctx, input);
        const [payment] = order.payments;
        if (payment) {
          provider.toProviderAmount(payment.amount);
          // Should the step after the commit be lost, this finishes its work.
          await ctx.enqueue(startPaymentJob, { paymentId: payment.id }, 15);
        }
        return order;
      },
      { afterCommit: startPayment, done: isPaidByHand },
    ),

  preview: query("orders:read")
    .meta({
      rest: "POST /orders/preview",
      mcp: true,
      forCustomers: true,
      summary: "Price an order without placing it",
      description:
        "Prices, taxes and totals as an order would have them now, and what there is of each line. " +
        "Nothing is reserved.",
      errors: ["currency_unavailable"],
      example: {
        lines: [{ sku: "HP-MUG-TDW-350-BLU", quantity: 2 }],
        shippingAddress: { country: "DE" },
      },
    })
    .input(PreviewOrder)
    .output(OrderPreview)
    .query(({ ctx, input }) => previewOrder(ctx, input)),

  cancel: command("orders:write")
    .meta({
      rest: "POST /orders/{id}/cancel",
      mcp: true,
      forCustomers: true,
      summary: "Cancel an order",
      description:
        "Gives the stock back, closes the payment page, and gives money back that was held or paid. A shipped order cannot be canceled, nor one that was paid by hand.",
      idempotencyKey: "accepted",
      // It may reach the payment provider.
      cost: 5,
      errors: ["transition_invalid", "conflict"],
    })
    .input(CancelOrder)
    .output(Order)
    .mutation(
      ({ ctx, input: { id, reason } }) =>
        cancelOrder(
          ctx,
          { id, ...ownRows(ctx.principal, "order") },
          reason ?? `canceled by ${ctx.principal.name}`,
        ),
      { afterCommit: settleCanceled, done: isPaidByHand },
    ),
});

// No provider has a part in it: there is no page to open or to close.
function isPaidByHand({ payments }: Order): boolean {
  return payments.every(({ provider }) => provider === "manual");
}

function refuseInability(
  { provider, capture, flow }: PlaceOrder["payment"],
  able: { manualCapture: boolean; embedded: boolean; hosted: boolean },
): void {
  if (capture === "manual" && !able.manualCapture) {
    throw invalid("capture", `${provider} takes money at once: leave out payment.capture.`);
  }
  if (flow === "embedded" ? able.embedded : able.hosted) return;
  throw invalid("flow", `${provider} has no ${flow ?? "hosted"} payments.`);
}

function invalid(member: string, detail: string): AppError {
  return invalidMember({ pointer: `#/payment/${member}`, code: "custom", detail });
}

function noOrder(id: string): AppError {
  return new AppError("not_found", { detail: `There is no order ${id}.` });
}

function matching(q: string): Prisma.OrderWhereInput {
  const number = /^#?(\d{1,9})$/.exec(q)?.[1];
  return number ? { number: Number(number) } : { email: { contains: q.toLowerCase() } };
}
