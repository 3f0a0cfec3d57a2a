import { formatMoney } from "@crossdock/core";
import { queueMail } from "../notifications/queue.ts";
import type { Reaction } from "../procedure/reactions.ts";
import { Order } from "./schema.ts";

export const orderReactions: Reaction[] = [
  {
    on: "order.confirmed",
    name: "notifications.confirmOrder",
    async run(ctx, event) {
      const order = Order.parse(event.object);
      const { name: shop } = await ctx.db.shop.findFirstOrThrow();
      ctx.about(order.id);
      await queueMail(ctx, event.id, {
        template: "order-confirmed",
        to: order.email,
        subject: `Your order #${order.number} at ${shop} is confirmed`,
        paragraphs: [
          `Thank you. Order #${order.number} is paid, and we are getting it ready.`,
          shop,
        ],
        rows: [
          ...order.lines.map(({ quantity, title, total }): [string, string] => [
            `${quantity} × ${title}`,
            formatMoney(total),
          ]),
          ["Total", formatMoney(order.total)],
        ],
      });
    },
  },
];
