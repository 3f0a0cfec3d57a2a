import { newId } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";

/**
 * The id of the customer with this e-mail address, of a partner or of the shop itself (null). One is
 * made where there is none. A known one's row is only read: a lock would let the orders of one
 * customer run one after another.
 */
export async function customerFor(
  ctx: CommandContext,
  partnerId: string | null,
  email: string,
): Promise<string> {
  const known = await findCustomer(ctx, partnerId, email);
  if (known !== null) return known;
  const id = newId("cus", ctx.now);
  const made = await ctx.db.$executeRaw`
    INSERT INTO customer (id, partner_id, email, metadata, created_at, updated_at)
    VALUES (${id}, ${partnerId}, ${email}, '{}', ${ctx.now}, ${ctx.now}) ON CONFLICT DO NOTHING`;
  // Another may have been quicker.
  if (made === 0) return (await findCustomer(ctx, partnerId, email)) ?? id;
  const at = ctx.now.toISOString();
  const nothing = { name: null, phone: null, address: null, externalId: null, metadata: {} };
  ctx.emit("customer.created", { id, email, ...nothing, createdAt: at, updatedAt: at }, partnerId);
  return id;
}

async function findCustomer(
  ctx: CommandContext,
  partnerId: string | null,
  email: string,
): Promise<string | null> {
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM customer WHERE partner_id IS NOT DISTINCT FROM ${partnerId} AND email = ${email}`;
  return row?.id ?? null;
}
