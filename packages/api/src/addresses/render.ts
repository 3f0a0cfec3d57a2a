import type { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { CustomerAddress } from "./schema.ts";

export type AddressRow = Prisma.CustomerAddressGetPayload<object>;

/** An address of a book as every transport shows it. */
export function toAddress(row: AddressRow): z.input<typeof CustomerAddress> {
  return {
    ...row,
    address: row.address as z.input<typeof CustomerAddress>["address"],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
