import { openDatabase, Prisma } from "@crossdock/db";
import { newId } from "@crossdock/core";
import { fillDatabase, openBenchDatabase } from "./database.ts";
const database = await openBenchDatabase();
const db = openDatabase({ url: database.url, onError: console.error });
const now = new Date();
await db.prisma.shop.create({ data: { name: "x", currency: "EUR", taxIncluded: true, demo: false, updatedAt: now } });
await fillDatabase(database.pool);
const vs = await db.prisma.variant.findMany({ take: 50 });
type Tx = Prisma.TransactionClient;
const order = () => ({ id: newId("ord", now), email: "a@b.c", currency: "EUR", status: "pending" as const, paymentStatus: "unpaid" as const, fulfillmentStatus: "unfulfilled" as const, subtotal: 10, discountTotal: 0, shippingTotal: 0, taxTotal: 0, total: 10, taxIncluded: true, shippingAddress: Prisma.DbNull, metadata: {}, createdAt: now, updatedAt: now });
const line = (p: number) => { const v = vs[Math.floor(Math.random() * 50)]!; return { id: newId("itm", now), variantId: v.id, position: p, sku: v.sku, title: "t", quantity: 1, unitPrice: 5, total: 5 }; };
const pay = () => ({ id: newId("pay", now), provider: "manual", status: "created" as const, currency: "EUR", amount: 10, createdAt: now, updatedAt: now });
const parts = { items: { orderBy: { position: "asc" } }, payments: { orderBy: { id: "asc" } } } as const;
const ops: Record<string, (tx: Tx) => Promise<unknown>> = {
  separate: async (tx) => { const o = await tx.order.create({ data: order() }); await tx.orderItem.createMany({ data: [line(0), line(1)].map((l) => ({ ...l, orderId: o.id })) }); await tx.payment.create({ data: { ...pay(), orderId: o.id } }); },
  separateRaw: async (tx) => { const o = await tx.order.create({ data: order() }); const ls = [line(0), line(1)].map((l) => ({ ...l, orderId: o.id }));
    await tx.$executeRaw`INSERT INTO order_item (id, order_id, variant_id, position, sku, title, quantity, unit_price, total)
      SELECT i.id, ${o.id}, i."variantId", i.position, i.sku, i.title, i.quantity, i."unitPrice", i.total FROM json_to_recordset(${JSON.stringify(ls)}::json) AS i(id text, "variantId" text, position int, sku text, title text, quantity int, "unitPrice" bigint, total bigint)`;
    await tx.payment.create({ data: { ...pay(), orderId: o.id } }); },
  nested: (tx) => tx.order.create({ data: { ...order(), items: { createMany: { data: [line(0), line(1)] } }, payments: { create: pay() } }, include: parts }),
  nestedCreate: (tx) => tx.order.create({ data: { ...order(), items: { create: [line(0), line(1)] }, payments: { create: pay() } }, include: parts }),
};
for (let round = 0; round < 4; round++) for (const [name, op] of Object.entries(ops)) {
  const n = 600; const s = process.cpuUsage();
  for (let t = 0; t < n / 20; t++) await db.prisma.$transaction(async (tx) => { for (let i = 0; i < 20; i++) await op(tx); });
  const e = process.cpuUsage(s);
  if (round) console.log(name, ((e.user + e.system) / n).toFixed(0), "us cpu");
}
await db.close(); await database.close();
