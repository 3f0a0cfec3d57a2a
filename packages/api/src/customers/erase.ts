import { AppError } from "@crossdock/core";
import { Prisma } from "@crossdock/db";
import { closeAccount } from "../accounts/account.ts";
import type { CommandContext } from "../procedure/context.ts";
import { type Blank, blankAnswers, blankEvents, blankInbox, blankRuns } from "./redact.ts";
import { type CustomerRow, toCustomer } from "./render.ts";
import { erasedDomain } from "./schema.ts";

/**
 * Takes the person out of everything that is held about a customer whose row is locked (GDPR, article
 * 17). What the books need stays: ids, numbers, amounts, times, and who in the shop did what.
 * @throws AppError `conflict` while an order is open: it could not be sent or paid back any more
 */
export async function eraseCustomer(ctx: CommandContext, customer: CustomerRow): Promise<void> {
  const { id, partnerId, email } = customer;
  const placeholder = `${id}@${erasedDomain}`;
  if (email === placeholder) return;
  await refuseOpenOrders(ctx, id);
  const ids = await idsOf(ctx, customer);
  await closeAccount(ctx, id);
  await ctx.db.customerAddress.deleteMany({ where: { customerId: id } });
  await ctx.db.inquiry.updateMany({
    where: { email, partnerId },
    data: { name: erased, email: placeholder, message: erased, answer: null },
  });
  await ctx.db.notification.deleteMany({ where: { to: email } });
  await eraseOrders(ctx, id, placeholder);
  await expireExports(ctx);
  const row = await ctx.db.customer.update({
    where: { id },
    data: {
      ...{ email: placeholder, name: null, phone: null, address: Prisma.DbNull },
      ...{ externalId: null, metadata: {}, version: { increment: 1 }, updatedAt: ctx.now },
    },
  });
  const blanks = blanksWith(placeholder);
  await blankEvents(ctx, ids, blanks);
  await blankAnswers(ctx, ids, blanks);
  await blankInbox(ctx, id, email);
  await blankRuns(ctx, ids, email);
  ctx.emit("customer.updated", toCustomer(row), partnerId);
}

const erased = "Erased";

async function refuseOpenOrders({ db }: CommandContext, customerId: string): Promise<void> {
  const open = await db.order.findMany({
    where: { customerId, status: { in: ["pending", "confirmed"] } },
    select: { number: true },
    orderBy: { number: "asc" },
  });
  if (open.length === 0) return;
  const numbers = open.map(({ number }) => number);
  throw new AppError("conflict", {
    detail: `Cancel or ship what is still open first: order #${numbers.join(", #")}.`,
    data: { orders: numbers },
  });
}

// Nobody looks into a file to see who is in it: those that could have the person go.
async function expireExports({ db, now }: CommandContext): Promise<void> {
  await db.file.updateMany({
    where: { export: { kind: { in: ["customers", "orders"] } } },
    data: { expiresAt: now },
  });
}

async function eraseOrders(ctx: CommandContext, customerId: string, email: string) {
  await ctx.db.order.updateMany({
    where: { customerId },
    data: {
      ...{ email, shippingAddress: Prisma.DbNull, metadata: {}, cancelReason: null },
      ...{ version: { increment: 1 }, updatedAt: ctx.now },
    },
  });
  await ctx.db.payment.updateMany({
    where: { order: { customerId } },
    data: { action: Prisma.DbNull, returnUrl: null, failureMessage: null },
  });
  await ctx.db.refund.updateMany({
    where: { order: { customerId } },
    data: { reason: null, failureReason: null },
  });
  await ctx.db.fulfillment.updateMany({
    where: { order: { customerId } },
    data: { trackingNumber: null, trackingUrl: null },
  });
}

/** Every object that an event or a kept answer may show. */
async function idsOf(
  { db }: CommandContext,
  { id: customerId, email, partnerId }: CustomerRow,
): Promise<string[]> {
  const select = { id: true };
  const orders = await db.order.findMany({
    where: { customerId },
    select: { id: true, payments: { select }, fulfillments: { select }, refunds: { select } },
  });
  const addresses = await db.customerAddress.findMany({ where: { customerId }, select });
  const inquiries = await db.inquiry.findMany({ where: { email, partnerId }, select });
  const parts = orders.flatMap(({ payments, fulfillments, refunds }) => [
    ...[...payments, ...fulfillments, ...refunds],
  ]);
  const all = [...orders, ...parts, ...addresses, ...inquiries].map(({ id }) => id);
  return [customerId, ...all];
}

function blanksWith(email: string): Blank[] {
  const nobody = { email, name: null, phone: null, address: null };
  const nowhere = { line1: erased, city: erased, country: "ZZ" };
  const asked = { name: erased, email, message: erased, answer: null };
  const untracked = { trackingNumber: null, trackingUrl: null };
  return [
    {
      ...{ events: "customer.%", answers: "customers.%" },
      members: { ...nobody, externalId: null, metadata: {} },
    },
    { events: "order.%", answers: "orders.%", members: { email, metadata: {} } },
    { events: "payment.%", answers: "payments.%", members: { action: null, failure: null } },
    {
      ...{ events: "refund.%", answers: "refunds.%" },
      members: { reason: null, failureReason: null },
    },
    { events: "fulfillment.%", answers: "fulfillments.%", members: untracked },
    { events: "inquiry.%", answers: "inquiries.%", members: asked },
    { answers: "addresses.%", members: { label: null, address: nowhere } },
  ];
}
