import type { PostImage } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import { namesOf } from "../files/image-names.ts";
import { imageKey } from "../files/keys.ts";
import { storageOf } from "../files/storage.ts";
import type { Context } from "../procedure/context.ts";

/** The product's first image, as the JPEG that every network takes; none where it has none. */
export async function firstImageOf({ services }: Context, productId: string): Promise<PostImage[]> {
  const image = await services.db.prisma.productImage.findFirst({
    where: { productId },
    include: { file: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  const jpeg = namesOf(image?.file.widths ?? []).find(({ type }) => type === "image/jpeg");
  if (!image || !jpeg) return [];
  const { alt, fileId, file } = image;
  return [
    {
      ...{ mime: jpeg.type, alt, url: `${services.appUrl}/files/${fileId}/${jpeg.name}` },
      read: async () => {
        const storage = await storageOf(services, file.storage);
        const bytes = await storage.get(imageKey(fileId, jpeg.name), { maxBytes });
        if (bytes) return bytes;
        throw new AppError("unavailable", { detail: "The product's image is not in its storage." });
      },
    },
  ];
}

const maxBytes = 10_000_000;
