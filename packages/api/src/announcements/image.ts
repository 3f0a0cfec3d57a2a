import type { PostImage } from "@crossdock/connectors";
import type { Context } from "../procedure/context.ts";

/** The product's first image; none where it has none. */
export async function firstImageOf(_context: Context, _productId: string): Promise<PostImage[]> {
  return [];
}
