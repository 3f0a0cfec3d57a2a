import { type AppError, decodeCursor, invalidMember, newId, toPage } from "@crossdock/core";
import { z } from "zod";
import type { CommandContext, Context } from "../procedure/context.ts";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { patchMetadata } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { imageProcedures } from "./images.ts";
import { addVariants, sameNaming, toHandle } from "./logic.ts";
import { fromPool, fromTx, noPriceIn, readProduct, readProducts, shopCurrency } from "./read.ts";
import {
  CreateProduct,
  GetProduct,
  ListProducts,
  Product,
  ProductId,
  ProductPage,
  UpdateProduct,
} from "./schema.ts";

export const productsRouter = router({
  ...imageProcedures,

  list: query("products:read")
    .meta({
      rest: "GET /products",
      summary: "List products",
      mcp: true,
      forCustomers: true,
      errors: ["currency_unavailable"],
    })
    .input(ListProducts)
    .output(ProductPage)
    .query(async ({ ctx, input: { cursor, ...filter } }) => {
      const { currency } = filter;
      const onlyActive = isShopper(ctx);
      const after = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = await readProducts(fromPool(ctx.services), { ...filter, after, onlyActive });
      if (
        rows.length === 0 &&
        currency &&
        (await ctx.db.price.count({ where: { currency }, take: 1 })) === 0
      ) {
        throw noPriceIn(currency);
      }
      return toPage(rows, filter.limit, (product) => product);
    }),

  get: query("products:read")
    .meta({
      rest: "GET /products/{id}",
      mcp: true,
      forCustomers: true,
      summary: "Get a product",
      errors: ["currency_unavailable"],
    })
    .input(GetProduct)
    .output(Product)
    .query(({ ctx, input: { id, currency } }) =>
      readProduct(fromPool(ctx.services), id, { currency, onlyActive: isShopper(ctx) }),
    ),

  create: command("products:write")
    .meta({
      rest: "POST /products",
      mcp: true,
      summary: "Create a product",
      status: 201,
      idempotencyKey: "accepted",
      errors: ["conflict"],
      example: {
        title: "Tidewater Enamel Mug",
        status: "active",
        variants: [
          { sku: "HP-MUG-TDW-350-BLU", price: { amount: 1890, currency: "EUR" }, stock: 40 },
        ],
      },
    })
    .input(CreateProduct)
    .output(Product)
    .mutation(async ({ ctx, input: { variants, handle, ...fields } }) => {
      const currency = await shopCurrency(ctx.db);
      requireShopCurrency(variants, currency);
      const id = newId("prd", ctx.now);
      await refuseDuplicates(sameNaming, async () => {
        await ctx.db.product.create({
          data: {
            ...fields,
            id,
            handle: handle ?? (await freeHandle(ctx, fields.title)),
            createdAt: ctx.now,
            updatedAt: ctx.now,
          },
        });
        await addVariants(ctx, id, currency, variants, 0);
      });
      const product = await readProduct(fromTx(ctx), id);
      ctx.emit("product.created", product);
      return product;
    }),

  update: command("products:write")
    .meta({
      rest: "PATCH /products/{id}",
      mcp: true,
      summary: "Change a product",
      description: "A merge patch (RFC 7396). Variants are matched by SKU; those left out stay.",
      errors: ["conflict"],
    })
    .input(UpdateProduct)
    .output(Product)
    .mutation(async ({ ctx, input: { id, variants, metadata, ...fields } }) => {
      const currency = await shopCurrency(ctx.db);
      // Two patches at once are one after the other, so that neither loses what the other changed.
      await ctx.db.$executeRaw`SELECT FROM product WHERE id = ${id} FOR UPDATE`;
      const before = await readProduct(fromTx(ctx), id);
      await refuseDuplicates(sameNaming, async () => {
        await ctx.db.product.update({
          where: { id },
          data: {
            ...fields,
            metadata: patchMetadata(before.metadata, metadata),
            version: { increment: 1 },
            updatedAt: ctx.now,
          },
        });
        for (const variant of variants ?? []) await changeVariant(ctx, id, currency, variant);
      });
      const product = await readProduct(fromTx(ctx), id);
      const archived = product.status === "archived" && before.status !== "archived";
      ctx.emit(archived ? "product.archived" : "product.updated", product);
      return product;
    }),

  archive: command("products:write")
    .meta({
      rest: "DELETE /products/{id}",
      mcp: true,
      summary: "Archive a product",
      description:
        "It can no longer be ordered; orders that have it keep it. PATCH its status to bring it back.",
    })
    .input(z.strictObject({ id: ProductId }))
    .output(z.void())
    .mutation(async ({ ctx, input: { id } }) => {
      const before = await readProduct(fromTx(ctx), id);
      ctx.about(id);
      if (before.status === "archived") return;
      await ctx.db.product.update({
        where: { id },
        data: { status: "archived", version: { increment: 1 }, updatedAt: ctx.now },
      });
      ctx.emit("product.archived", await readProduct(fromTx(ctx), id));
    }),
});

// What is not for sale is none of a customer's business.
function isShopper({ principal }: Context): boolean {
  return principal.kind === "customer";
}

type VariantPatch = NonNullable<UpdateProduct["variants"]>[number];

async function changeVariant(
  ctx: CommandContext,
  productId: string,
  shopCurrency: string,
  { sku, title, price }: VariantPatch,
): Promise<void> {
  const currency = price?.currency ?? shopCurrency;
  const variant = await ctx.db.variant.findFirst({ where: { productId, sku } });
  if (!variant) {
    if (price === undefined) throw invalidVariant(sku, "is new: send its price");
    if (currency !== shopCurrency)
      throw invalidVariant(sku, `is new: send its price in ${shopCurrency} first`);
    const position = await ctx.db.variant.count({ where: { productId } });
    return addVariants(
      ctx,
      productId,
      currency,
      [{ sku, title: title ?? "Default", price, stock: 0 }],
      position,
    );
  }
  if (title !== undefined)
    await ctx.db.variant.update({ where: { id: variant.id }, data: { title } });
  if (price !== undefined) {
    await ctx.db.price.upsert({
      where: { variantId_currency: { variantId: variant.id, currency } },
      create: { variantId: variant.id, currency, amount: price.amount },
      update: { amount: price.amount },
    });
  }
}

// Every product has a price in the shop's currency, so that no list of the shop can miss one.
function requireShopCurrency(variants: CreateProduct["variants"], shopCurrency: string): void {
  const other = variants.find(
    ({ price: { currency } }) => currency !== undefined && currency !== shopCurrency,
  );
  if (other)
    throw invalidVariant(other.sku, `needs a price in ${shopCurrency} first; add others by PATCH`);
}

function invalidVariant(sku: string, problem: string): AppError {
  const detail = `The variant ${sku} ${problem}.`;
  return invalidMember({ pointer: "#/variants", code: "custom", detail });
}

async function freeHandle(ctx: CommandContext, title: string): Promise<string> {
  const handle = toHandle(title);
  const taken = await ctx.db.product.findUnique({ where: { handle }, select: { id: true } });
  return taken ? `${handle}-${newId("prd", ctx.now).slice(-6)}` : handle;
}
