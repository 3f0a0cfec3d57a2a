import { z } from "zod";
import { CustomerExport, exportedMax } from "../../customers/export-schema.ts";
import { OrderV1, toOrderV1 } from "./orders.ts";
import { PaymentV1, toPaymentV1 } from "./payments.ts";

const { orders, payments, ...same } = CustomerExport.shape;

export const CustomerExportV1 = z
  .object({
    ...same,
    orders: z.array(orders.element.extend({ order: OrderV1 })).max(exportedMax),
    payments: z.array(PaymentV1).max(exportedMax),
  })
  .meta({ id: "CustomerExport" });

export function toCustomerExportV1(now: CustomerExport): z.infer<typeof CustomerExportV1> {
  return {
    ...now,
    orders: now.orders.map(({ order, shippingAddress }) => ({
      order: toOrderV1(order),
      shippingAddress,
    })),
    payments: now.payments.map(toPaymentV1),
  };
}
