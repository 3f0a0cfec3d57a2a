import { AppError, newId, type Principal, toPage } from "@crossdock/core";
import { Prisma, type Tx } from "@crossdock/db";
import { z } from "zod";
import { closeAccount } from "../accounts/account.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { patchMetadata } from "../procedure/fields.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { erasingRoles } from "../procedure/permissions.ts";
import { command, demand, query } from "../procedure/procedure.ts";
import { ownRows } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { eraseCustomer } from "./erase.ts";
import { exportCustomer } from "./export.ts";
import { CustomerExport } from "./export-schema.ts";
import { type CustomerRow, toCustomer } from "./render.ts";
import {
  CreateCustomer,
  Customer,
  CustomerPage,
  EraseCustomer,
  GetCustomer,
  ListCustomers,
  UpdateCustomer,
} from "./schema.ts";

export const customersRouter = router({
  list: query("customers:read")
    .meta({ rest: "GET /customers", summary: "List customers", mcp: true, forCustomers: true })
    .input(ListCustomers)
    .output(CustomerPage)
    .query(async ({ ctx, input: { limit, cursor, q, email, externalId } }) => {
      const rows = await ctx.db.customer.findMany({
        where: {
          ...ownRows(ctx.principal, "customer"),
          email,
          externalId,
          ...(q ? { OR: [matches("name", q), matches("email", q)] } : {}),
          ...startingAfter(cursor),
        },
        ...newestFirst(limit),
      });
      return toPage(rows, limit, toCustomer);
    }),

  get: query("customers:read")
    .meta({ rest: "GET /customers/{id}", summary: "Get a customer", mcp: true, forCustomers: true })
    .input(GetCustomer)
    .output(Customer)
    .query(async ({ ctx, input: { id } }) =>
      toCustomer(await findCustomer(ctx.db, { id, ...ownRows(ctx.principal, "customer") })),
    ),

  create: command("customers:write")
    .meta({
      rest: "POST /customers",
      mcp: true,
      summary: "Create a customer",
      status: 201,
      idempotencyKey: "accepted",
      errors: ["conflict"],
      example: { email: "zoe@example.com", name: "Zoë Ångström" },
    })
    .input(CreateCustomer)
    .output(Customer)
    .mutation(async ({ ctx, input }) => {
      const { partnerId } = ctx.principal;
      const row = await refuseDuplicates(sameEmail, () =>
        ctx.db.customer.create({
          data: {
            ...input,
            id: newId("cus", ctx.now),
            partnerId,
            createdAt: ctx.now,
            updatedAt: ctx.now,
          },
        }),
      );
      const customer = toCustomer(row);
      ctx.emit("customer.created", customer, partnerId);
      return customer;
    }),

  update: command("customers:write")
    .meta({
      rest: "PATCH /customers/{id}",
      summary: "Change a customer",
      mcp: true,
      forCustomers: true,
      errors: ["conflict"],
    })
    .input(UpdateCustomer)
    .output(Customer)
    .mutation(async ({ ctx, input: { id, address, metadata, ...fields } }) => {
      if (ctx.principal.kind === "customer") refuseBusinessFields({ metadata, ...fields });
      // Two patches at once are one after the other, so that neither loses what the other changed.
      await ctx.db.$executeRaw`SELECT FROM customer WHERE id = ${id} FOR UPDATE`;
      const before = await findCustomer(ctx.db, { id, ...ownRows(ctx.principal, "customer") });
      const row = await refuseDuplicates(sameEmail, () =>
        ctx.db.customer.update({
          where: { id },
          data: {
            ...fields,
            address: address === null ? Prisma.DbNull : address,
            metadata: patchMetadata(before.metadata, metadata),
            version: { increment: 1 },
            updatedAt: ctx.now,
          },
        }),
      );
      // An account is its address's: the new one's owner proves it and opens another.
      if (row.email !== before.email) await closeAccount(ctx, id);
      const customer = toCustomer(row);
      ctx.emit("customer.updated", customer, row.partnerId);
      return customer;
    }),

  export: query("customers:read")
    .meta({
      rest: "GET /customers/{id}/export",
      mcp: true,
      forCustomers: true,
      summary: "Get everything that is held about a customer",
      description: "Needs orders:read and payments:read too.",
    })
    .input(GetCustomer)
    .output(CustomerExport)
    .query(async ({ ctx, input: { id } }) => {
      for (const scope of ["orders:read", "payments:read"]) demand(ctx.principal, scope);
      const own = ownRows(ctx.principal, "customer");
      return exportCustomer(ctx, await findCustomer(ctx.db, { id, ...own }));
    }),

  erase: command("customers:write")
    .meta({
      rest: "POST /customers/{id}/erase",
      forCustomers: true,
      summary: "Erase a person",
      description:
        "Takes names, addresses and messages out of everything, ends the account and what programs were " +
        "allowed. Amounts, numbers and times of orders stay for the books. While an order is open it is " +
        "refused. In the team it is for owners and admins.",
      errors: ["conflict"],
      example: { confirm: "erase" },
    })
    .input(EraseCustomer)
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      refuseOtherRoles(ctx.principal);
      ctx.about(id);
      // Orders that are being placed are waited for, and later ones wait.
      await ctx.db.$executeRaw`SELECT FROM customer WHERE id = ${id} FOR UPDATE`;
      await eraseCustomer(
        ctx,
        await findCustomer(ctx.db, { id, ...ownRows(ctx.principal, "customer") }),
      );
    }),
});

// Nothing brings it back: it is for those who answer for the shop.
function refuseOtherRoles(principal: Principal): void {
  if (principal.kind !== "user" || erasingRoles.includes(principal.role)) return;
  throw new AppError("forbidden", { detail: "Erasing a person is for owners and admins." });
}

async function findCustomer(
  db: Pick<Tx, "customer">,
  where: { id: string } & Prisma.CustomerWhereUniqueInput,
): Promise<CustomerRow> {
  const row = await db.customer.findUnique({ where });
  if (!row) throw new AppError("not_found", { detail: `There is no customer ${where.id}.` });
  return row;
}

// By another e-mail address a customer would take over what belongs to it; the rest are the shop's notes.
function refuseBusinessFields({ email, externalId, metadata }: Partial<UpdateCustomer>): void {
  const refused = Object.entries({ email, externalId, metadata })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  if (refused.length === 0) return;
  throw new AppError("forbidden", {
    detail: `Customers change their name, phone and address. Leave out ${refused.join(" and ")}.`,
  });
}

function matches(field: "name" | "email", q: string): Prisma.CustomerWhereInput {
  return { [field]: { contains: q, mode: "insensitive" } };
}

const sameEmail = {
  detail: "There is a customer with this e-mail address already. Find it by ?email= and change it.",
};
