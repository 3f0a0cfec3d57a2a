import { csvRow, type Principal, toDecimal } from "@crossdock/core";
import { callAs } from "../caller.ts";
import type { Services } from "../procedure/context.ts";

type Caller = ReturnType<typeof callAs>;
type Kind = "orders" | "customers" | "products";
type Cells = (string | number | null)[];

/** A page of a list, both as lines of NDJSON and as records of CSV. */
type Page = { ndjson: string; csv: string; count: number; next: string | null };

type Table = {
  head: Cells;
  page(caller: Caller, cursor: string | undefined): Promise<Page>;
};

/** The pages of a list, newest first, as who asked for it may see them. */
export async function* pagesOf(services: Services, principal: Principal, kind: Kind) {
  const caller = callAs(services, principal, "job");
  let cursor: string | undefined;
  do {
    const page: Page = await tables[kind].page(caller, cursor);
    yield page;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}

/** The first record of a CSV file. */
export function headOf(kind: Kind): string {
  return csvRow(tables[kind].head);
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
  return {
    ndjson: data.map((row) => `${JSON.stringify(row)}\n`).join(""),
    csv: data.flatMap(cellsOf).map(csvRow).join(""),
    count: data.length,
    next: nextCursor,
  };
}

function sum({ amount, currency }: { amount: number; currency: string }): string {
  return toDecimal(amount, currency);
}
