import { Amount, AppError, newId } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import { customerFor } from "../customers/find-or-make.ts";
import { refuseShortage, reserveStock } from "../inventory/stock.ts";
import type { CommandContext } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { noPriceIn } from "../products/read.ts";
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
  const { currency, lines, taxIncluded } = await priceLines(ctx, input);
  refuseShortage(lines);
  const subtotal = lines.reduce((sum, { total }) => sum + total, 0);
  if (!Amount.safeParse(subtotal).success) throw tooMuch();
  const placed = await insertOrder(ctx, input, { currency, subtotal, taxIncluded, lines });
  // Stock rows are the contended ones: they are locked last and held shortest.
  await reserveStock(ctx, placed.id, lines);
  ctx.emit("order.created", toOrder(placed), placed.partnerId);
  if (subtotal > 0) return toOrder(placed);
  return toOrder(await moveOrder(ctx, placed, "confirmed", { paymentStatus: "paid" }));
}

type SellableRow = {
  id: string;
  sku: string;
  title: string;
  product_title: string;
  status: string;
  amount: number | null;
  currency: string;
  tax_included: boolean;
  available: number;
};

async function priceLines(ctx: CommandContext, { lines: asked, currency }: PlaceOrder) {
  const skus = asked.map(({ sku }) => sku);
  const rows = await ctx.db.$queryRaw<SellableRow[]>`
    SELECT v.id, v.sku, v.title, p.title AS product_title, p.status::text AS status,
      r.amount::float8 AS amount, want.currency, shop.tax_included,
      l.stocked - l.reserved AS available
    FROM shop
    CROSS JOIN LATERAL (SELECT coalesce(${currency ?? null}::text, shop.currency) AS currency) want
    JOIN variant v ON v.sku = ANY(${skus})
    JOIN product p ON p.id = v.product_id
    JOIN inventory_level l ON l.variant_id = v.id
    LEFT JOIN price r ON r.variant_id = v.id AND r.currency = want.currency`;
  const lines = asked.map(({ sku, quantity }, position) => {
    const row = rows.find((row) => row.sku === sku);
    if (row?.status !== "active") throw notForSale(sku, position);
    if (row.amount === null) throw noPriceIn(row.currency);
    return {
      id: newId("itm", ctx.now),
      variantId: row.id,
      position,
      sku: row.sku,
      title: row.title === "Default" ? row.product_title : `${row.product_title}, ${row.title}`,
      quantity,
      unitPrice: row.amount,
      total: row.amount * quantity,
      available: row.available,
    };
  });
  const first = rows[0];
  return { lines, currency: first?.currency ?? "", taxIncluded: first?.tax_included ?? false };
}

function notForSale(sku: string, position: number): AppError {
  const detail = `There is no SKU ${sku} for sale.`;
  const fix = "Send the SKU of a variant of an active product.";
  return new AppError("validation_failed", {
    detail,
    errors: [{ pointer: `#/lines/${position}/sku`, code: "not_for_sale", detail, fix }],
  });
}

function tooMuch(): AppError {
  const detail = "The order's total is more than can be paid at once.";
  const fix = "Place several smaller orders.";
  return new AppError("validation_failed", {
    detail,
    errors: [{ pointer: "#/lines", code: "too_big", detail, fix }],
  });
}

type Priced = Awaited<ReturnType<typeof priceLines>>;

async function insertOrder(
  ctx: CommandContext,
  input: PlaceOrder,
  { currency, subtotal, taxIncluded, lines }: Priced & { subtotal: number },
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
        taxTotal: 0,
        total: subtotal,
        taxIncluded,
        shippingAddress: input.shippingAddress ?? Prisma.DbNull,
        externalId: input.externalId,
        metadata: input.metadata,
        reservationExpiresAt: new Date(ctx.now.getTime() + ttl),
        createdAt: ctx.now,
        updatedAt: ctx.now,
        items: { createMany: { data: lines.map(({ available: _, ...line }) => line) } },
        payments:
          subtotal === 0 ? undefined : { create: newPayment(ctx, input, currency, subtotal) },
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
  const errors = [{ pointer: `#/${member}`, code: "custom", detail }];
  return new AppError("validation_failed", { detail, errors });
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
    status: "created" as const,
    currency,
    amount,
    returnUrl: payment.returnUrl,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}
