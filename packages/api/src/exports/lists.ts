import { systemPrincipal, toDecimal } from "@crossdock/core";
import { callAs } from "../caller.ts";
import type { Services } from "../procedure/context.ts";
import { type Cells, type Part, type Source, toPart } from "./source.ts";

type Caller = ReturnType<typeof callAs>;
type Kind = "orders" | "customers" | "products";
type Page = Part & { next: string | null };

type Table = {
  head: Cells;
  page(caller: Caller, cursor: string | undefined): Promise<Page>;
};

/** A list of the shop's things, newest first, as the system sees it. */
export function listSource(services: Services, kind: Kind): Source {
  return {
    head: tables[kind].head,
    count: () => countOf(services, kind),
    parts: () => pagesOf(services, kind),
  };
}

function countOf({ db }: Services, kind: Kind): Promise<number> {
  const { order, customer, product } = db.prisma;
  if (kind === "orders") return order.count();
  return kind === "customers" ? customer.count() : product.count();
}

async function* pagesOf(services: Services, kind: Kind) {
  const caller = callAs(services, systemPrincipal("exports"), "job");
  let cursor: string | undefined;
  do {
    const page: Page = await tables[kind].page(caller, cursor);
    yield page;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

const limit = 100;

const tables: Record<Kind, Table> = {
  orders: {
    head: [
      ...["number", "id", "created_at", "status", "payment_status", "fulfillment_status"],
      ...["email", "currency", "subtotal", "shipping", "tax", "total", "skus", "external_id"],
    ],
    page: async ({ orders }, cursor) =>
      toPage(await orders.list({ limit, cursor }), (order) => [
        [
          ...[order.number, order.id, order.createdAt, order.status, order.paymentStatus],
          ...[order.fulfillmentStatus, order.email, order.currency, sum(order.subtotal)],
          ...[sum(order.shippingTotal), sum(order.taxTotal), sum(order.total)],
          ...[order.lines.map(({ sku, quantity }) => `${quantity} x ${sku}`).join("; ")],
          order.externalId,
        ],
      ]),
  },
  customers: {
    head: ["id", "created_at", "email", "name", "phone", "city", "country", "external_id"],
    page: async ({ customers }, cursor) =>
      toPage(await customers.list({ limit, cursor }), (customer) => [
        [
          ...[customer.id, customer.createdAt, customer.email, customer.name, customer.phone],
          ...[customer.address?.city ?? null, customer.address?.country ?? null],
          customer.externalId,
        ],
      ]),
  },
  products: {
    head: [
      ...["id", "handle", "title", "status", "tags", "sku", "variant", "price", "currency"],
      ...["stock", "external_id"],
    ],
    page: async ({ products }, cursor) =>
      toPage(await products.list({ limit, cursor }), (product) =>
        product.variants.map(({ sku, title, price, stock }) => [
          ...[product.id, product.handle, product.title, product.status, product.tags.join(", ")],
          ...[sku, title, sum(price), price.currency, stock, product.externalId],
        ]),
      ),
  },
};

function toPage<Row>(
  { data, nextCursor }: { data: Row[]; nextCursor: string | null },
  cellsOf: (row: Row) => Cells[],
): Page {
  return { ...toPart(data, cellsOf), next: nextCursor };
}

function sum({ amount, currency }: { amount: number; currency: string }): string {
  return toDecimal(amount, currency);
}
