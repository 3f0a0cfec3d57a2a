import { notifyTeam } from "../notifications/notify-team.ts";
import { Order } from "../orders/schema.ts";
import type { Reaction } from "../procedure/reactions.ts";

export const inventoryReactions: Reaction[] = [
  {
    on: "order.confirmed",
    name: "inventory.noticeSoldOut",
    async run(ctx, event) {
      const order = Order.parse(event.object);
      const soldOut = await ctx.db.$queryRaw<{ sku: string; product_id: string; title: string }[]>`
        SELECT v.sku, v.product_id, p.title
        FROM variant v
        JOIN product p ON p.id = v.product_id
        JOIN inventory_level l ON l.variant_id = v.id
        WHERE v.sku = ANY(${order.lines.map(({ sku }) => sku)}) AND l.stocked - l.reserved <= 0`;
      ctx.about(order.id);
      for (const { sku, product_id, title } of soldOut) {
        await notifyTeam(ctx, {
          // Until it is counted anew nobody can order it, so that no second order says it again.
          ...{ kind: "stock", key: `sold out ${sku} ${order.id}`, subject: `Sold out: ${title}` },
          paragraphs: [`Of ${sku} nothing is left to sell since order #${order.number}.`],
          href: `/products/${product_id}`,
        });
      }
    },
  },
];
