import type { Prisma } from "@crossdock/db";
import type { z } from "zod";
import type { Customer } from "./schema.ts";

export type CustomerRow = Prisma.CustomerGetPayload<object>;

/** A customer as every transport shows it. */
export function toCustomer(row: CustomerRow): z.input<typeof Customer> {
  return {
    ...row,
    address: row.address as z.input<typeof Customer>["address"],
    metadata: row.metadata as Record<string, string>,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
