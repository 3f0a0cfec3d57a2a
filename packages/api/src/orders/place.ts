import { type AppError, invalidMember, newId } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import { customerFor } from "../customers/find-or-make.ts";
import { refuseShortage, reserveStock } from "../inventory/stock.ts";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { type PricedOrder, priceOrder } from "./price.ts";
import { type OrderRow, orderParts, toOrder } from "./render.ts";
import type { Order, PlaceOrder } from "./schema.ts";
import { moveOrder } from "./transitions.ts";

/** How long an unpaid order keeps its stock: a hosted page is paid at once, a transfer takes days. */
const reservationMs = { hosted: 60 * 60_000, manual: 7 * 24 * 60 * 60_000 };

/**
 * Places an order: prices it, reserves its stock and opens its payment, in the caller's transaction.
 * @throws AppError `validation_failed` (unknown or inactive SKU), `currency_unavailable`,
 *   `out_of_stock`, `conflict` (externalId taken)
 */
export async function placeOrder(ctx: CommandContext, input: PlaceOrder): Promise<Order> {
  refusePartnersId(ctx, input);
  const priced = await priceOrder(ctx, input);
  refuseShortage(priced.lines);
  const placed = await insertOrder(ctx, input, priced);
  // Stock rows are the contended ones: they are locked last and held shortest.
  await reserveStock(ctx, placed.id, priced.lines);
  ctx.emit("order.created", toOrder(placed), placed.partnerId);
  if (priced.total > 0) return toOrder(placed);
  return toOrder(await moveOrder(ctx, placed, "confirmed", { paymentStatus: "paid" }));
}

async function insertOrder(
  ctx: CommandContext,
  input: PlaceOrder,
  { currency, subtotal, taxTotal, total, taxIncluded, lines }: PricedOrder,
): Promise<OrderRow> {
  const { partnerId } = ctx.principal;
  const ttl = input.payment.provider === "manual" ? reservationMs.manual : reservationMs.hosted;
  const data = { externalId: input.externalId };
  const detail = `There is an order with externalId ${input.externalId} already. Find it by GET /orders?externalId=.`;
  return refuseDuplicates({ detail, data }, async () =>
    ctx.db.order.create({
      data: {
        id: newId("ord", ctx.now),
        partnerId,
        customerId: await buyerOf(ctx, input.email),
        email: input.email,
        currency,
        status: "pending",
        paymentStatus: "unpaid",
        fulfillmentStatus: "unfulfilled",
        subtotal,
        discountTotal: 0,
        shippingTotal: 0,
        taxTotal,
        total,
        taxIncluded,
        shippingAddress: input.shippingAddress ?? Prisma.DbNull,
        externalId: input.externalId,
        metadata: input.metadata,
        reservationExpiresAt: new Date(ctx.now.getTime() + ttl),
        createdAt: ctx.now,
        updatedAt: ctx.now,
        items: {
          createMany: {
            data: lines.map(({ available: _, ...line }) => ({
              ...line,
              id: newId("itm", ctx.now),
            })),
          },
        },
        payments: total === 0 ? undefined : { create: newPayment(ctx, input, currency, total) },
      },
      include: orderParts,
    }),
  );
}

// An id that is taken would tell a customer of another's order, or keep the partner's own from being placed.
function refusePartnersId({ principal }: CommandContext, { externalId }: PlaceOrder): void {
  if (principal.kind !== "customer" || externalId === undefined) return;
  throw invalid("externalId", "externalId is for the orders that a partner's own system places.");
}

async function buyerOf(ctx: CommandContext, email: string): Promise<string> {
  const { kind, id, partnerId } = ctx.principal;
  if (kind !== "customer") return customerFor(ctx, partnerId, email);
  // A customer orders as the own account alone: with another's address the order would be another's.
  const customer = await ctx.db.customer.findUnique({ where: { id }, select: { email: true } });
  if (customer?.email !== email) throw invalid("email", "Send the customer's own e-mail address.");
  return id;
}

function invalid(member: string, detail: string): AppError {
  return invalidMember({ pointer: `#/${member}`, code: "custom", detail });
}

function newPayment(
  ctx: CommandContext,
  { payment }: PlaceOrder,
  currency: string,
  amount: number,
) {
  return {
    id: newId("pay", ctx.now),
    partnerId: ctx.principal.partnerId,
    provider: payment.provider,
    capture: payment.capture,
    flow: payment.flow,
    status: "created" as const,
    currency,
    amount,
    returnUrl: payment.returnUrl,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}
