import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { Address, Email, ExternalId, Metadata, MetadataPatch } from "../procedure/fields.ts";

export const CustomerId = z.string().regex(idPattern("cus"));
const Name = z.string().trim().min(1).max(200);
const Phone = z.string().trim().min(1).max(40);

export const Customer = z
  .object({
    id: CustomerId,
    email: z.string().max(254),
    name: z.string().max(200).nullable(),
    phone: z.string().max(40).nullable(),
    address: Address.nullable(),
    externalId: z.string().max(255).nullable(),
    metadata: Metadata,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "Customer" });

export const CustomerPage = Page(Customer).meta({ id: "CustomerPage" });

export const ListCustomers = z.strictObject({
  ...pageQuery,
  email: Email.optional(),
  externalId: z.string().max(255).optional(),
  q: z.string().trim().max(100).optional().describe("Part of the name or the e-mail address"),
});

export const GetCustomer = z.strictObject({ id: CustomerId });

/** Where the e-mail addresses of erased people end: nobody can ever get mail there (RFC 2606). */
export const erasedDomain = "erased.invalid";

export const EraseCustomer = z.strictObject({
  id: CustomerId,
  confirm: z.literal("erase").describe("Nothing brings back what is erased"),
});

export const CreateCustomer = z
  .strictObject({
    email: Email,
    name: Name.optional(),
    phone: Phone.optional(),
    address: Address.optional(),
    externalId: ExternalId.optional(),
    metadata: Metadata.default({}),
  })
  .meta({ id: "CreateCustomer" });

export const UpdateCustomer = z
  .strictObject({
    id: CustomerId,
    email: Email.optional(),
    name: Name.nullable().optional(),
    phone: Phone.nullable().optional(),
    address: Address.nullable().optional(),
    externalId: ExternalId.nullable().optional(),
    metadata: MetadataPatch.optional(),
  })
  .meta({ id: "UpdateCustomer" });
export type UpdateCustomer = z.infer<typeof UpdateCustomer>;
