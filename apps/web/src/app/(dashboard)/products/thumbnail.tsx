import { Package } from "lucide-react";
import Image from "next/image";
import type { Product } from "./product-form.ts";

type Props = {
  images: readonly Pick<Product["images"][number], "alt" | "urls">[];
  size: "sm" | "lg";
};

/** The first image, or a place for one. */
export function Thumbnail({ images: [image], size }: Props) {
  const box = `${boxes[size]} shrink-0 rounded-control border border-line bg-sunken`;
  const smallest = image?.urls[0];
  if (!image || !smallest) {
    return (
      <span aria-hidden className={`${box} inline-flex items-center justify-center text-ink-3`}>
        <Package className="size-4" />
      </span>
    );
  }
  // By its path: the dashboard may be open under another name than the public address has.
  const { pathname } = new URL(smallest.url);
  return (
    <Image
      // The server has made it small already.
      unoptimized
      src={pathname}
      alt={image.alt}
      width={80}
      height={80}
      className={`${box} object-cover`}
    />
  );
}

const boxes = { sm: "size-7", lg: "size-20" };
