import { AppError, invalidMember } from "@crossdock/core";
import type { OrderRow } from "../orders/render.ts";
import type { CommandContext } from "../procedure/context.ts";
import type { CreateRefund } from "./schema.ts";

type Asked = NonNullable<CreateRefund["lines"]>[number];

/** A line of a locked order that is given back: what of it, for how much, in minor units. */
export type RefundedLine = {
  item: OrderRow["items"][number];
  quantity: number;
  amount: number;
  restock: boolean;
};

/**
 * What is given back of an order's lines. The parts of a line always add up to the line, however it is
 * divided.
 * @throws AppError `validation_failed` (another order's line, or one twice), `conflict` (more than was
 *   bought, or goods that never left)
 */
export async function refundLines(
  ctx: CommandContext,
  order: OrderRow,
  asked: Asked[],
): Promise<RefundedLine[]> {
  if (asked.length === 0) return [];
  const returned = await ctx.db.refundLine.findMany({
    where: { refund: { orderId: order.id } },
    include: { refund: { select: { status: true } } },
  });
  const refunded = returned.filter(({ refund: { status } }) => open.has(status));
  const seen = new Set<string>();
  return asked.map(({ lineId, quantity, restock }, index) => {
    const item = order.items.find(({ id }) => id === lineId);
    if (!item || seen.has(lineId)) throw notOnce(index, lineId, order);
    seen.add(lineId);
    const lines = refunded.filter(({ orderItemId }) => orderItemId === lineId);
    const before = quantityOf(lines);
    if (before + quantity > item.quantity) throw tooMany(item, before);
    // What is back on the shelf stays there when the provider refuses the money.
    const isBack = quantityOf(
      returned.filter((line) => line.orderItemId === lineId && line.restock),
    );
    if (restock && isBack + quantity > item.fulfilledQuantity) throw neverLeft(item, isBack);
    const amount = shareOf(order, item, before + quantity) - shareOf(order, item, before);
    return { item, quantity, amount, restock };
  });
}

const open: ReadonlySet<string> = new Set(["pending", "requires_action", "succeeded"]);

function quantityOf(lines: { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What this many of a line cost with its tax, rounded down. */
function shareOf(
  { taxIncluded }: OrderRow,
  { total, taxTotal, quantity }: OrderRow["items"][number],
  pieces: number,
): number {
  const charged = taxIncluded ? total : total + taxTotal;
  return Number((charged * BigInt(pieces)) / BigInt(quantity));
}

function notOnce(index: number, lineId: string, { number }: OrderRow): AppError {
  const detail = `Send each line of order #${number} once; ${lineId} is not one, or is sent twice.`;
  const pointer = `#/lines/${index}/lineId`;
  return invalidMember({ pointer, code: "custom", detail });
}

function tooMany({ sku, quantity }: OrderRow["items"][number], before: number): AppError {
  const available = quantity - before;
  return new AppError("conflict", {
    detail: `Of ${sku} ${available} can be given back: ${quantity} were bought, ${before} are given back already.`,
    data: { sku, available },
  });
}

function neverLeft(
  { sku, fulfilledQuantity }: OrderRow["items"][number],
  isBack: number,
): AppError {
  const available = fulfilledQuantity - isBack;
  return new AppError("conflict", {
    detail: `Of ${sku} ${available} can go back on the shelf: the others never left it, or are on it again.`,
    data: { sku, available },
  });
}
