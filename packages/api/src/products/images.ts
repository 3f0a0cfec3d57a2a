import { AppError, newId } from "@crossdock/core";
import type { CommandContext } from "../procedure/context.ts";
import { command } from "../procedure/procedure.ts";
import { fromTx, readProduct } from "./read.ts";
import {
  AddProductImage,
  Product,
  productImagesMax,
  RemoveProductImage,
  UpdateProductImage,
} from "./schema.ts";

/** What the files of a removed image are kept for: pages and shops that still show it. */
const removedDays = 7;

export const imageProcedures = {
  addImage: command("products:write")
    .meta({
      rest: "POST /products/{id}/images",
      summary: "Add an image to a product",
      description: "Of a file that was uploaded and completed; it comes last.",
      errors: ["conflict"],
      example: { fileId: "fil_01h455vb4pex5vsknk084sn02q", alt: "A blue mug on a table" },
    })
    .input(AddProductImage)
    .output(Product)
    .mutation(async ({ ctx, input: { id, fileId, alt } }) => {
      await lockProduct(ctx, id);
      const count = await ctx.db.productImage.count({ where: { productId: id } });
      if (count >= productImagesMax) throw new AppError("conflict", tooMany);
      await useFile(ctx, fileId);
      await ctx.db.productImage.create({
        data: {
          ...{ id: newId("img", ctx.now), productId: id, fileId, alt, position: count },
          createdAt: ctx.now,
        },
      });
      return changed(ctx, id);
    }),

  updateImage: command("products:write")
    .meta({
      rest: "PATCH /products/{id}/images/{imageId}",
      summary: "Describe an image of a product, or move it",
      example: { alt: "A blue mug, seen from above" },
    })
    .input(UpdateProductImage)
    .output(Product)
    .mutation(async ({ ctx, input: { id, imageId, alt, position } }) => {
      await lockProduct(ctx, id);
      const ids = await imagesOf(ctx, id, imageId);
      if (alt !== undefined)
        await ctx.db.productImage.update({ where: { id: imageId }, data: { alt } });
      if (position !== undefined) {
        const others = ids.filter((other) => other !== imageId);
        await number(ctx, others.toSpliced(position, 0, imageId));
      }
      return changed(ctx, id);
    }),

  removeImage: command("products:write")
    .meta({
      rest: "DELETE /products/{id}/images/{imageId}",
      summary: "Take an image from a product",
    })
    .input(RemoveProductImage)
    .output(Product)
    .mutation(async ({ ctx, input: { id, imageId } }) => {
      await lockProduct(ctx, id);
      const ids = await imagesOf(ctx, id, imageId);
      const { fileId } = await ctx.db.productImage.delete({ where: { id: imageId } });
      await ctx.db.file.update({
        where: { id: fileId },
        data: { expiresAt: new Date(ctx.now.getTime() + removedDays * 86_400_000) },
      });
      await number(
        ctx,
        ids.filter((other) => other !== imageId),
      );
      return changed(ctx, id);
    }),
};

const tooMany = { detail: `A product has at most ${productImagesMax} images: remove one first.` };

// One after the other, so that two who sort at once leave one order.
async function lockProduct({ db }: CommandContext, id: string): Promise<void> {
  const found = await db.$queryRaw<unknown[]>`SELECT id FROM product WHERE id = ${id} FOR UPDATE`;
  if (found.length === 0) throw new AppError("not_found", { detail: `There is no product ${id}.` });
}

// One statement decides, so that a file is one image's alone and none that is being removed.
async function useFile({ db, principal, now }: CommandContext, fileId: string): Promise<void> {
  const { count } = await db.file.updateMany({
    where: {
      ...{ id: fileId, state: "ready", purpose: "product_image", expiresAt: { gt: now } },
      ...(principal.partnerId === null ? {} : { partnerId: principal.partnerId }),
    },
    data: { expiresAt: null },
  });
  if (count === 0) {
    throw new AppError("conflict", {
      detail: `${fileId} is no completed file that waits to be used: upload and complete one.`,
    });
  }
}

/** The product's images in their order, where the one is among them. */
async function imagesOf({ db }: CommandContext, productId: string, id: string): Promise<string[]> {
  const rows = await db.productImage.findMany({
    where: { productId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const ids = rows.map((row) => row.id);
  if (ids.includes(id)) return ids;
  throw new AppError("not_found", { detail: `The product has no image ${id}.` });
}

async function number({ db }: CommandContext, ids: string[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await db.productImage.update({ where: { id }, data: { position } });
}

async function changed(ctx: CommandContext, id: string): Promise<Product> {
  await ctx.db.product.update({
    where: { id },
    data: { version: { increment: 1 }, updatedAt: ctx.now },
  });
  const product = await readProduct(fromTx(ctx), id);
  ctx.emit("product.updated", product);
  return product;
}
