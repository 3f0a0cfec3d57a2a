import type { z } from "zod";
import { toAddress } from "../addresses/render.ts";
import { toGrant } from "../clients/render.ts";
import { toInquiry } from "../inquiries/render.ts";
import { orderParts, toOrder } from "../orders/render.ts";
import { toPayment } from "../payments/render.ts";
import type { QueryContext } from "../procedure/context.ts";
import type { Address } from "../procedure/fields.ts";
import { type CustomerExport, exportedMax } from "./export-schema.ts";
import { type CustomerRow, toCustomer } from "./render.ts";

/** Everything that is held about a customer (GDPR, articles 15 and 20). */
export async function exportCustomer(
  { db, now }: QueryContext,
  customer: CustomerRow,
): Promise<z.input<typeof CustomerExport>> {
  const { id: customerId, email, partnerId } = customer;
  const newest = { orderBy: { id: "desc" as const }, take: exportedMax };
  const [account, addresses, orders, payments, inquiries, mails, consents] = await Promise.all([
    db.customerAccount.findUnique({ where: { customerId }, include: { identities: true } }),
    db.customerAddress.findMany({ where: { customerId }, ...newest }),
    db.order.findMany({ where: { customerId }, include: orderParts, ...newest }),
    db.payment.findMany({ where: { order: { customerId } }, ...newest }),
    db.inquiry.findMany({ where: { email, partnerId }, ...newest }),
    db.notification.findMany({ where: { to: email }, ...newest }),
    consentsOf(db, customerId, now),
  ]);
  return {
    customer: toCustomer(customer),
    account: account && {
      email: account.email,
      verifiedAt: account.verifiedAt.toISOString(),
      createdAt: account.createdAt.toISOString(),
      providers: account.identities.map(({ provider }) => provider),
    },
    addresses: addresses.map(toAddress),
    orders: orders.map((row) => ({
      order: toOrder(row),
      shippingAddress: row.shippingAddress as z.input<typeof Address> | null,
    })),
    payments: payments.map(toPayment),
    inquiries: inquiries.map(toInquiry),
    mails: mails.map(({ subject, createdAt }) => ({
      subject,
      createdAt: createdAt.toISOString(),
    })),
    consents,
  };
}

async function consentsOf(db: QueryContext["db"], customerId: string, now: Date) {
  const grants = await db.oauthRecord.findMany({
    where: { model: "Grant", accountId: customerId, expiresAt: { gt: now } },
    take: exportedMax,
  });
  const known = grants.flatMap(({ clientId }) => (clientId ? [clientId] : []));
  const programs = await db.oauthClient.findMany({
    where: { OR: [{ id: { in: known } }, { documentUrl: { in: known } }] },
  });
  return grants.map((grant) => {
    const { scopes, createdAt } = toGrant(grant);
    const program = programs.find(({ id, documentUrl }) => (documentUrl ?? id) === grant.clientId);
    return { clientId: grant.clientId ?? "", program: program?.name ?? "", scopes, createdAt };
  });
}
