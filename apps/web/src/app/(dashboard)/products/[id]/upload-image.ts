import { imageBytesMax, imageTypes } from "@crossdock/api/schemas";

export type ImageType = (typeof imageTypes)[number];

/** Why this file cannot be sent, in a sentence; null where it can. */
export function refusalOf({ name, type, size }: File): string | null {
  if (!isImageType(type)) return `${name} is no PNG, JPEG, WebP, AVIF or GIF image.`;
  if (size > imageBytesMax) return `${name} has more than ${imageBytesMax / 1_000_000} MB.`;
  return size === 0 ? `${name} is empty.` : null;
}

export function isImageType(type: string): type is ImageType {
  return imageTypes.some((known) => known === type);
}

/** Sends the bytes to the address that waits for them, and tells how far they are, from 0 to 1. */
export function sendBytes(
  file: File,
  { url, contentType }: { url: string; contentType: string },
  onProgress: (part: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // `fetch` tells nothing of how far an upload is.
    const request = new XMLHttpRequest();
    const { pathname, search } = new URL(url);
    request.open("PUT", pathname + search);
    request.setRequestHeader("Content-Type", contentType);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      if (request.status === 204) resolve();
      else reject(new Error(`The upload was refused (${request.status}).`));
    };
    request.onerror = () => reject(new Error("The connection was lost during the upload."));
    request.send(file);
  });
}
