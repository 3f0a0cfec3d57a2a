import { AppError, type Principal } from "@crossdock/core";
import type { Prisma } from "@crossdock/db";

/** The tables whose rows belong to somebody, and what a `where` of each is. */
type Tables = {
  apiKey: Prisma.ApiKeyWhereInput;
  customer: Prisma.CustomerWhereInput;
  customerAddress: Prisma.CustomerAddressWhereInput;
  dispute: Prisma.DisputeWhereInput;
  event: Prisma.EventWhereInput;
  file: Prisma.FileWhereInput;
  fulfillment: Prisma.FulfillmentWhereInput;
  inquiry: Prisma.InquiryWhereInput;
  oauthClient: Prisma.OauthClientWhereInput;
  order: Prisma.OrderWhereInput;
  payment: Prisma.PaymentWhereInput;
  refund: Prisma.RefundWhereInput;
};

/** Whose a row is. A table without `customer` has nothing for customers. */
type Owners<Where> = {
  partner(partnerId: string): Where;
  customer?(customerId: string): Where;
};

const ofPartner = (partnerId: string) => ({ partnerId });

const owners: { [Table in keyof Tables]: Owners<Tables[Table]> } = {
  apiKey: { partner: ofPartner },
  customer: { partner: ofPartner, customer: (id) => ({ id }) },
  customerAddress: {
    partner: (partnerId) => ({ customer: { partnerId } }),
    customer: (customerId) => ({ customerId }),
  },
  dispute: { partner: ofPartner },
  event: { partner: ofPartner },
  file: { partner: ofPartner },
  fulfillment: { partner: (partnerId) => ({ order: { partnerId } }) },
  inquiry: { partner: ofPartner },
  oauthClient: { partner: ofPartner },
  order: { partner: ofPartner, customer: (customerId) => ({ customerId }) },
  payment: { partner: ofPartner, customer: (customerId) => ({ order: { customerId } }) },
  refund: { partner: ofPartner },
};

/**
 * The rows that the caller may see, as a part of a `where`: a customer the own ones, a partner's
 * credential the partner's, everybody else all. It is an `AND`, so that no filter or id which the
 * caller sends can take its place.
 * @throws AppError `forbidden` for a customer where the table has nothing for customers
 */
export function ownRows<Table extends keyof Tables>(
  principal: Principal,
  table: Table,
): { AND: Tables[Table] | [] } {
  const { partner, customer } = owners[table];
  // A customer's partner is who made the program that acts: it opens none of the partner's rows.
  if (principal.kind === "customer") {
    if (!customer) throw notForCustomers();
    return { AND: customer(principal.id) };
  }
  return { AND: principal.partnerId === null ? [] : partner(principal.partnerId) };
}

export function notForCustomers(): AppError {
  return new AppError("forbidden", {
    detail: "This is not for customers, who see their own account, orders and payments alone.",
  });
}

/**
 * Whose something is that a caller makes or asks about: a partner's caller can name its own partner
 * alone, everybody else any, or none, which is the shop itself or all.
 * @throws AppError `not_found` for another partner, as for one that does not exist
 */
export function partnerFor(principal: Principal, named: string | undefined): string | null {
  if (principal.partnerId === null) return named ?? null;
  if (named === undefined || named === principal.partnerId) return principal.partnerId;
  throw new AppError("not_found", { detail: `There is no partner ${named}.` });
}
