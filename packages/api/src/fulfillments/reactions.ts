import { queueMail } from "../notifications/queue.ts";
import type { Reaction } from "../procedure/reactions.ts";
import { Fulfillment } from "./schema.ts";

export const fulfillmentReactions: Reaction[] = [
  {
    on: "fulfillment.shipped",
    name: "notifications.shipOrder",
    async run(ctx, event) {
      const { orderId, lines, ...parcel } = Fulfillment.parse(event.object);
      const { carrier, trackingNumber, trackingUrl } = parcel;
      const { email, number, items } = await ctx.db.order.findUniqueOrThrow({
        where: { id: orderId },
        include: { items: true },
      });
      ctx.about(orderId);
      await queueMail(ctx, event.id, {
        template: "order-shipped",
        to: email,
        variables: {
          order: { number },
          isPart: sumOf(lines) < sumOf(items),
          lines: lines.map(({ quantity, title }) => ({ quantity, title })),
          ...{ carrier, trackingNumber, trackingUrl },
        },
      });
    },
  },
];

function sumOf(lines: { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
