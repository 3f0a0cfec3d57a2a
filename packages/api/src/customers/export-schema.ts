import { Timestamp } from "@crossdock/core";
import { z } from "zod";
import { CustomerAddress } from "../addresses/schema.ts";
import { Inquiry } from "../inquiries/schema.ts";
import { Order } from "../orders/schema.ts";
import { Payment } from "../payments/schema.ts";
import { Address } from "../procedure/fields.ts";
import { Customer } from "./schema.ts";

/** Of each kind of row, the newest: more than any person has. */
export const exportedMax = 10_000;

const Account = z
  .object({
    email: z.string().max(254),
    verifiedAt: Timestamp,
    createdAt: Timestamp,
    providers: z.array(z.string().max(100)).max(100),
  })
  .describe("How the customer signs in");

const Mail = z.object({ subject: z.string().max(255), createdAt: Timestamp });

const Consent = z.object({
  clientId: z.string().max(2048),
  program: z.string().max(200),
  scopes: z.array(z.string().max(60)).max(100),
  createdAt: Timestamp,
});

export const CustomerExport = z
  .object({
    customer: Customer,
    account: Account.nullable(),
    addresses: z.array(CustomerAddress).max(exportedMax),
    orders: z
      .array(z.object({ order: Order, shippingAddress: Address.nullable() }))
      .max(exportedMax),
    payments: z.array(Payment).max(exportedMax),
    inquiries: z.array(Inquiry).max(exportedMax),
    mails: z.array(Mail).max(exportedMax),
    consents: z
      .array(Consent)
      .max(exportedMax)
      .describe("The programs that may act for the customer"),
  })
  .meta({ id: "CustomerExport" });
export type CustomerExport = z.infer<typeof CustomerExport>;
