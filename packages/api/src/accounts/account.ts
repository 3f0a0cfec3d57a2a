import { newId } from "@crossdock/core";
import { customerFor } from "../customers/find-or-make.ts";
import type { CommandContext } from "../procedure/context.ts";

export type OpenedAccount = { id: string; customerId: string };

/**
 * The account of an address that was just proven, opened where there is none: of the shop's customer
 * with that address, who is made where there is none.
 */
export async function openAccount(ctx: CommandContext, email: string): Promise<OpenedAccount> {
  const known = await findAccount(ctx, email);
  if (known) return known;
  const customerId = await customerFor(ctx, null, email);
  const times = { verifiedAt: ctx.now, createdAt: ctx.now, updatedAt: ctx.now };
  const opened = { id: newId("cac", ctx.now), customerId };
  // Another request of the same person may be quicker.
  const { count } = await ctx.db.customerAccount.createMany({
    data: { ...opened, email, ...times },
    skipDuplicates: true,
  });
  return count === 1 ? opened : ((await findAccount(ctx, email)) ?? opened);
}

/**
 * Ends the account with its sessions and sign-ins, and what programs were allowed. Whoever proves the
 * customer's address opens a new one.
 */
export async function closeAccount(ctx: CommandContext, customerId: string): Promise<void> {
  await ctx.db.oauthRecord.deleteMany({ where: { accountId: customerId } });
  // A request of a program that waits for the consent names the customer within.
  await ctx.db.$executeRaw`
    DELETE FROM oauth_record WHERE model = 'Interaction' AND payload::text LIKE ${`%${customerId}%`}`;
  const account = await ctx.db.customerAccount.findUnique({ where: { customerId } });
  if (!account) return;
  await ctx.db.customerAccount.delete({ where: { customerId } });
  await ctx.db.customerCode.deleteMany({ where: { email: account.email } });
}

function findAccount({ db }: CommandContext, email: string): Promise<OpenedAccount | null> {
  return db.customerAccount.findUnique({
    where: { email },
    select: { id: true, customerId: true },
  });
}
