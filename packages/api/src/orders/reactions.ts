import { queueMail } from "../notifications/queue.ts";
import type { Reaction } from "../procedure/reactions.ts";
import { Order } from "./schema.ts";

export const orderReactions: Reaction[] = [
  {
    on: "order.confirmed",
    name: "notifications.confirmOrder",
    async run(ctx, event) {
      const { id, email, number, lines, total } = Order.parse(event.object);
      ctx.about(id);
      await queueMail(ctx, event.id, {
        template: "order-confirmed",
        to: email,
        variables: { order: { number, lines, total } },
      });
    },
  },
];
