import { AppError, invalidMember, newId, toPage } from "@crossdock/core";
import type { Prisma, Tx } from "@crossdock/db";
import { z } from "zod";
import type { CommandContext } from "../procedure/context.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { type AddressRow, toAddress } from "./render.ts";
import {
  CreateAddress,
  CustomerAddress,
  CustomerAddressPage,
  GetAddress,
  ListAddresses,
  UpdateAddress,
} from "./schema.ts";

export const addressesRouter = router({
  list: query("customers:read")
    .meta({ rest: "GET /addresses", summary: "List addresses", mcp: true, forCustomers: true })
    .input(ListAddresses)
    .output(CustomerAddressPage)
    .query(async ({ ctx, input: { limit, cursor, customerId } }) => {
      const rows = await ctx.db.customerAddress.findMany({
        where: {
          customerId,
          ...ownRows(ctx.principal, "customerAddress"),
          ...startingAfter(cursor),
        },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toAddress);
    }),

  get: query("customers:read")
    .meta({ rest: "GET /addresses/{id}", summary: "Get an address", mcp: true, forCustomers: true })
    .input(GetAddress)
    .output(CustomerAddress)
    .query(async ({ ctx, input: { id } }) =>
      toAddress(await findAddress(ctx.db, { id, ...ownRows(ctx.principal, "customerAddress") })),
    ),

  create: command("customers:write")
    .meta({
      rest: "POST /addresses",
      mcp: true,
      forCustomers: true,
      summary: "Add an address to a customer's address book",
      status: 201,
      idempotencyKey: "accepted",
      errors: ["conflict"],
      example: {
        customerId: "cus_01j9z3k4m5n6p7q8r9s0t1v2w3",
        label: "Home",
        address: { name: "Zoë Ångström", line1: "Kai 1", city: "Kiel", country: "DE" },
      },
    })
    .input(CreateAddress)
    .output(CustomerAddress)
    .mutation(async ({ ctx, input }) => {
      const { customerId, isDefault } = input;
      await openBook(ctx, customerId);
      if ((await ctx.db.customerAddress.count({ where: { customerId } })) >= addressesMax)
        throw bookIsFull();
      if (isDefault) await clearDefault(ctx, customerId);
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      const data = { ...input, ...times, id: newId("adr", ctx.now) };
      return toAddress(await ctx.db.customerAddress.create({ data }));
    }),

  update: command("customers:write")
    .meta({
      rest: "PATCH /addresses/{id}",
      mcp: true,
      forCustomers: true,
      summary: "Change an address",
      description: "Members that are left out stay; `address` is replaced as a whole.",
    })
    .input(UpdateAddress)
    .output(CustomerAddress)
    .mutation(async ({ ctx, input: { id, ...changes } }) => {
      const own = { id, ...ownRows(ctx.principal, "customerAddress") };
      const { customerId } = await findAddress(ctx.db, own);
      await openBook(ctx, customerId);
      // While this waited for the book, somebody may have removed it.
      await findAddress(ctx.db, own);
      if (changes.isDefault) await clearDefault(ctx, customerId);
      return toAddress(
        await ctx.db.customerAddress.update({
          where: { id },
          data: { ...changes, version: { increment: 1 }, updatedAt: ctx.now },
        }),
      );
    }),

  remove: command("customers:write")
    .meta({
      rest: "DELETE /addresses/{id}",
      mcp: true,
      forCustomers: true,
      summary: "Remove an address",
      description: "Orders that were sent there keep it.",
    })
    .input(GetAddress)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      const own = { id, ...ownRows(ctx.principal, "customerAddress") };
      await findAddress(ctx.db, own);
      ctx.about(id);
      await ctx.db.customerAddress.deleteMany({ where: own });
    }),
});

const addressesMax = 50;

/**
 * Takes the customer's row lock, so that changes of one book are one after the other.
 * @throws AppError `validation_failed` where the caller sees no such customer
 */
async function openBook(ctx: CommandContext, customerId: string): Promise<void> {
  await ctx.db.$executeRaw`SELECT FROM customer WHERE id = ${customerId} FOR UPDATE`;
  const where = { id: customerId, ...ownRows(ctx.principal, "customer") };
  if (await ctx.db.customer.findUnique({ where, select: { id: true } })) return;
  const detail = `There is no customer ${customerId}.`;
  throw invalidMember({ pointer: "#/customerId", code: "unknown", detail });
}

async function clearDefault(ctx: CommandContext, customerId: string): Promise<void> {
  await ctx.db.customerAddress.updateMany({
    where: { customerId, isDefault: true },
    data: { isDefault: false, version: { increment: 1 }, updatedAt: ctx.now },
  });
}

function bookIsFull(): AppError {
  const detail = `An address book has at most ${addressesMax} addresses. Remove one first.`;
  return new AppError("conflict", { detail });
}

async function findAddress(
  db: Pick<Tx, "customerAddress">,
  where: { id: string } & Prisma.CustomerAddressWhereUniqueInput,
): Promise<AddressRow> {
  const row = await db.customerAddress.findUnique({ where });
  if (!row) throw new AppError("not_found", { detail: `There is no address ${where.id}.` });
  return row;
}
