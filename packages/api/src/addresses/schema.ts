import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { CustomerId } from "../customers/schema.ts";
import { Address } from "../procedure/fields.ts";

export const AddressId = z.string().regex(idPattern("adr"));
const Label = z.string().trim().min(1).max(60).describe("What the customer calls it: Home, Office");
const IsDefault = z.boolean().describe("Proposed first. Setting it takes it from another address");

export const CustomerAddress = z
  .object({
    id: AddressId,
    customerId: CustomerId,
    label: z.string().max(60).nullable(),
    isDefault: z.boolean(),
    address: Address,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "CustomerAddress" });

export const CustomerAddressPage = Page(CustomerAddress).meta({ id: "CustomerAddressPage" });

export const ListAddresses = z.strictObject({ ...pageQuery, customerId: CustomerId.optional() });

export const GetAddress = z.strictObject({ id: AddressId });

export const CreateAddress = z
  .strictObject({
    customerId: CustomerId.describe("Whose address book; a customer's own id is that of GET /me"),
    label: Label.optional(),
    isDefault: IsDefault.default(false),
    address: Address,
  })
  .meta({ id: "CreateAddress" });

export const UpdateAddress = z
  .strictObject({
    id: AddressId,
    label: Label.nullable().optional(),
    isDefault: IsDefault.optional(),
    address: Address.optional(),
  })
  .meta({ id: "UpdateAddress" });
