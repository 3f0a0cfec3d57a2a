import { type Call, send } from "./rest-client.ts";

/** A PNG of one pixel, as long as the example of `files.create` says. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

type File = { id: string; upload: { url: string; contentType: string } };

/** Announces a file and sends its bytes; the id of what is to be completed. */
export async function upload(url: string, { key }: Pick<Call, "key">): Promise<string> {
  const announced = {
    purpose: "product_image",
    name: "p.png",
    mime: "image/png",
    size: png.length,
  };
  const made = await send(url, { method: "POST", path: "/api/v2/files", key, body: announced });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const file = made.body as File;
  // The address names the public host, where a test's server is not.
  const { pathname, search } = new URL(file.upload.url);
  const sent = await fetch(`${url}${pathname}${search}`, {
    ...{ method: "PUT", body: new Uint8Array(png) },
    headers: { "Content-Type": file.upload.contentType },
  });
  if (sent.status !== 204) throw new Error(await sent.text());
  return file.id;
}

/** A file that can be used. */
export async function completeUpload(url: string, { key }: Pick<Call, "key">): Promise<string> {
  const id = await upload(url, { key });
  const path = `/api/v2/files/${id}/complete`;
  const { status, body } = await send(url, { method: "POST", path, key });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return id;
}

/** The id of an image that was just added to this product. */
export async function addImage(
  url: string,
  { key, productId }: Pick<Call, "key"> & { productId: string },
): Promise<string> {
  const fileId = await completeUpload(url, { key });
  const path = `/api/v2/products/${productId}/images`;
  const { body } = await send(url, { method: "POST", path, key, body: { fileId } });
  return (body as { images: { id: string }[] }).images[0]?.id ?? "";
}
