import type { Page } from "@crossdock/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestProduct, eur, type TestProduct } from "../testing/index.ts";
import { versions } from "../versions/index.ts";
import { planCatalogue } from "./catalogue.ts";
import { planOrders } from "./history.ts";
import { seedDemo } from "./index.ts";
import { dayMs } from "./outcomes.ts";
import { planPeople } from "./people.ts";

describe("the demo shop", () => {
  let product: TestProduct;
  const lines: string[] = [];
  const select = <Row>(sql: string) => product.db.query<Row>("", sql, []);

  beforeAll(async () => {
    product = await createTestProduct();
    const interrupted = (line: string) => {
      if (line.startsWith("orders 100")) throw new Error("killed");
    };
    await expect(seedDemo(product.services, { log: interrupted })).rejects.toThrow("killed");
    await seedDemo(product.services, { log: (line) => lines.push(line) });
  }, 180_000);

  afterAll(() => product.close());

  it("says how far it is", () => {
    expect(lines).toContain("products 120/120");
    expect(lines).toContain("orders 200/400");
  });

  it("has the whole catalogue once, although an earlier run was interrupted", async () => {
    const rows = await select<{ title: string; skus: string[] }>(`
      SELECT p.title, array_agg(v.sku ORDER BY v.position) AS skus
      FROM product p JOIN variant v ON v.product_id = p.id GROUP BY p.id ORDER BY p.title`);
    const planned = planCatalogue().map(({ create: { title, variants } }) => ({
      title,
      skus: variants.map(({ sku }) => sku),
    }));
    const byTitle = (a: { title: string }, b: { title: string }) => (a.title < b.title ? -1 : 1);
    expect(rows.toSorted(byTitle)).toEqual(planned.toSorted(byTitle));
  });

  it("has products in every state, and the prices that were planned", async () => {
    const { prisma } = product.db;
    expect(await prisma.product.count({ where: { status: "archived" } })).toBe(1);
    expect(await prisma.product.count({ where: { status: "draft" } })).toBe(4);
    const products = await select<{ currency: string; count: number }>(`
      SELECT currency, count(DISTINCT v.product_id)::int AS count
      FROM price r JOIN variant v ON v.id = r.variant_id GROUP BY 1 ORDER BY 1`);
    expect(products).toEqual([
      { currency: "EUR", count: 120 },
      { currency: "JPY", count: 40 },
      { currency: "KWD", count: 5 },
      { currency: "USD", count: 120 },
    ]);
    const levels = await select<{ available: number; count: number }>(`
      SELECT stocked - reserved AS available, count(*)::int FROM inventory_level
      WHERE stocked - reserved < 2 GROUP BY 1 ORDER BY 1`);
    expect(levels).toEqual([
      { available: 0, count: 2 },
      { available: 1, count: 1 },
    ]);
    const mug = await product.as().inventory.get({ sku: "HP-MUG-TDW-350-BLU" });
    expect(mug.available).toBeGreaterThan(4000);
  });

  it("has 400 orders, numbered as they came, of the last 180 days", async () => {
    const statuses = await select(`
      SELECT status::text, payment_status::text, fulfillment_status::text, count(*)::int
      FROM "order" WHERE total > 0 OR status = 'canceled' GROUP BY 1, 2, 3 ORDER BY 1`);
    expect(statuses).toMatchObject([
      { status: "canceled", payment_status: "unpaid", fulfillment_status: "unfulfilled" },
      { status: "completed", payment_status: "paid", fulfillment_status: "fulfilled" },
      { status: "confirmed", payment_status: "paid", fulfillment_status: "unfulfilled" },
      { status: "pending", payment_status: "unpaid", fulfillment_status: "unfulfilled" },
    ]);
    const orders = await product.db.prisma.order.findMany({ orderBy: { number: "asc" } });
    const count = (status: string) => orders.filter((order) => order.status === status).length;
    expect(orders).toHaveLength(400);
    expect(count("completed") / 400).toBeCloseTo(0.78, 1);
    expect(count("confirmed") / 400).toBeCloseTo(0.08, 1);
    expect(count("pending")).toBeGreaterThan(5);
    const ids = orders.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    const now = product.clock.now().getTime();
    for (const { createdAt, updatedAt, status, reservationExpiresAt } of orders) {
      expect(createdAt.getTime()).toBeGreaterThan(now - 180 * dayMs);
      expect(updatedAt.getTime()).toBeLessThanOrEqual(now);
      if (status === "pending") expect(reservationExpiresAt?.getTime()).toBeGreaterThan(now);
    }
  });

  it("keeps its books", async () => {
    const wrongLevels = await select(`
      SELECT l.variant_id FROM inventory_level l WHERE reserved <>
        (SELECT coalesce(sum(quantity), 0) FROM stock_reservation r
         WHERE r.variant_id = l.variant_id AND r.status = 'active')
      OR stocked <> (SELECT coalesce(sum(delta), 0) FROM stock_movement m WHERE m.variant_id = l.variant_id)`);
    const wrongOrders = await select(`
      SELECT o.id FROM "order" o WHERE total <> (SELECT sum(i.total) FROM order_item i WHERE i.order_id = o.id)
      OR CASE WHEN payment_status = 'paid' THEN total ELSE 0 END <>
        (SELECT coalesce(sum(t.amount), 0) FROM payment p JOIN payment_transaction t ON t.payment_id = p.id
         WHERE p.order_id = o.id AND t.type = 'capture' AND t.status = 'succeeded')`);
    const unshipped = await select(`
      SELECT id FROM "order" o WHERE (status = 'completed') <>
        EXISTS (SELECT FROM fulfillment f WHERE f.order_id = o.id AND f.tracking_number IS NOT NULL)`);
    expect({ wrongLevels, wrongOrders, unshipped }).toEqual({
      wrongLevels: [],
      wrongOrders: [],
      unshipped: [],
    });
  });

  it("has customers, most of them with a name, and two partners with orders of their own", async () => {
    const { prisma } = product.db;
    expect(await prisma.customer.count()).toBe(60);
    expect(await prisma.customer.count({ where: { name: { not: null } } })).toBe(45);
    expect(
      await prisma.customer.count({ where: { NOT: { email: { endsWith: "@example.com" } } } }),
    ).toBe(0);
    const partners = await prisma.partner.findMany({
      include: { orders: true },
      orderBy: { name: "asc" },
    });
    expect(partners.map(({ name, orders }) => [name, orders.length])).toEqual([
      ["Casa Verde", 25],
      ["Nordlicht Market", 25],
    ]);
  });

  it("has a dozen inquiries, and four wait for an answer", async () => {
    const { inquiry } = product.db.prisma;
    expect(await inquiry.count()).toBe(12);
    expect(await inquiry.count({ where: { status: "open" } })).toBe(4);
  });

  it("can be shown in every older version", async () => {
    const shop = product.as();
    const pages = {
      "orders.list": await shop.orders.list({ limit: 100 }),
      "products.list": await shop.products.list({ limit: 100 }),
      "payments.list": await shop.payments.list({ limit: 100 }),
      "events.list": await shop.events.list({ limit: 100 }),
    };
    for (const { changes } of versions.older) {
      for (const [name, page] of Object.entries(pages)) {
        const output = changes[name]?.output;
        const shown = output?.down(page as never) as Page<unknown>;
        expect(shown.data).toHaveLength(100);
        // As text, so that the order of the members is that of the version's schema too.
        expect(JSON.stringify(output?.schema.parse(shown))).toBe(JSON.stringify(shown));
      }
    }
  });

  it("writes to nobody", async () => {
    await product.runJobs();
    expect(await product.db.prisma.notification.count()).toBe(0);
  });

  it("goes without a trace when the shop starts, and takes nothing along", async () => {
    const { prisma } = product.db;
    const [customer] = (await product.as().customers.list({ email: "zoe.angstrom@example.com" }))
      .data;
    const mine = await product.as().products.create({
      title: "My own",
      status: "active",
      variants: [{ sku: "OWN-1", price: eur(500), stock: 3 }],
    });
    await product
      .as()
      .orders.create({ email: customer?.email ?? "", lines: [{ sku: "OWN-1", quantity: 1 }] });
    await prisma.shop.update({ where: { id: 1 }, data: { demo: true } });
    await product.as().shop.removeDemo({ name: "My shop", currency: "EUR" });
    expect(await prisma.product.findMany({ select: { id: true } })).toEqual([{ id: mine.id }]);
    expect(await prisma.order.count()).toBe(1);
    expect(await prisma.customer.findMany({ select: { id: true } })).toEqual([
      { id: customer?.id },
    ]);
    expect(await prisma.partner.count()).toBe(0);
    expect(await prisma.inquiry.count()).toBe(0);
    const events = await prisma.event.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ type }) => type)).toEqual(["product.created", "order.created"]);
  });
});

describe("the plan", () => {
  it("has the same people buy the same things in every run", () => {
    const [first, second] = ["2026-03-01T12:00:00Z", "2027-08-20T05:30:00Z"].map((now) =>
      planOrders(new Date(now), planCatalogue(), planPeople(), ["A", "B"]).map(
        ({ person, partner, currency, lines }) => ({
          email: person.email,
          partner,
          currency,
          lines,
        }),
      ),
    );
    expect(first).toEqual(second);
    expect(planCatalogue()).toEqual(planCatalogue());
  });

  it("describes each product in 40 to 90 words, under a SKU of its own", () => {
    const products = planCatalogue().map(({ create }) => create);
    const skus = products.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    expect(new Set(skus).size).toBe(skus.length);
    expect(Math.abs(skus.length - 420)).toBeLessThan(10);
    for (const { description = "" } of products) {
      expect(description.split(" ").length).toBeGreaterThanOrEqual(40);
      expect(description.split(" ").length).toBeLessThanOrEqual(90);
    }
  });

  it("pays, ships and cancels after placing and before now, at any hour", () => {
    const now = new Date("2026-01-05T00:03:00Z");
    const orders = planOrders(now, planCatalogue(), planPeople(), ["A", "B"]);
    for (const { placedAt, paidAt, shippedAt, canceledAt } of orders) {
      expect(placedAt < paidAt && paidAt < shippedAt && shippedAt < now).toBe(true);
      expect(placedAt < canceledAt && canceledAt < now).toBe(true);
    }
  });
});
