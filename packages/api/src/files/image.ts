import { AppError } from "@crossdock/core";
import sharp, { type Sharp } from "sharp";
import { namesOf } from "./image-names.ts";

export type Images = {
  /** Of the largest. */
  width: number;
  height: number;
  /** The widths of the WebP files, smallest first. */
  widths: number[];
  files: { name: string; contentType: string; body: Buffer }[];
};

/**
 * The image anew, in a few widths: nothing of the upload's own bytes is ever served, so that no
 * script, place or camera that hides in them is either. Of a moving image the first frame stays.
 * @throws AppError `validation_failed` for what is no image that we take
 */
export async function toImages(body: Buffer, mime: string): Promise<Images> {
  const type = typeOf(body);
  if (type === null) throw refused("This is no PNG, JPEG, WebP, AVIF or GIF image.");
  if (type !== mime) throw refused(`This is ${type}, and was announced as ${mime}.`);
  try {
    return await encode(body);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused("The image is damaged, or cannot be read.", error);
  }
}

/** A file's type by its first bytes, whatever its name says; null for one that we do not take. */
export function typeOf(body: Buffer): string | null {
  const text = (start: number, end: number) => body.toString("latin1", start, end);
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (text(0, 3) === "\xff\xd8\xff") return "image/jpeg";
  if (/^GIF8[79]a/.test(text(0, 6))) return "image/gif";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "image/webp";
  // ISO base media: the brands that follow tell AVIF from HEIC and films.
  if (text(4, 8) === "ftyp" && /avi[fs]/.test(text(8, 40))) return "image/avif";
  return null;
}

const widthsWanted = [320, 640, 1280];

const webp = { quality: 82 };

// What is transparent is white in it.
function inJpeg(image: Sharp): Sharp {
  return image.flatten({ background: "#ffffff" }).jpeg({ quality: 84 });
}

// A small file may unpack to gigabytes (CWE-409): what is larger is not unpacked.
const pixelsMax = 50_000_000;

async function encode(body: Buffer): Promise<Images> {
  const image = sharp(body, { limitInputPixels: pixelsMax, failOn: "error", pages: 1 });
  const { autoOrient } = await image.metadata().catch((error: unknown) => {
    if (/pixel limit/.test(String(error)))
      throw refused("An image has at most 50 million pixels.", error);
    throw error;
  });
  const natural = autoOrient.width;
  const largest = Math.min(natural, Math.max(...widthsWanted));
  const widths = [...widthsWanted.filter((wanted) => wanted < largest), largest];
  const upright = image.autoOrient().timeout({ seconds: 20 });
  const sized = (to: number) => upright.clone().resize({ width: to });
  const files: Images["files"] = [];
  let tallest = 0;
  for (const { name, width: to, type } of namesOf(widths)) {
    const small = sized(to);
    const { data, info } = await (type === "image/webp"
      ? small.webp(webp)
      : inJpeg(small)
    ).toBuffer({
      resolveWithObject: true,
    });
    files.push({ name, contentType: type, body: data });
    tallest = Math.max(tallest, info.height);
  }
  return { width: largest, height: tallest, widths, files };
}

function refused(detail: string, cause?: unknown): AppError {
  return new AppError("validation_failed", { detail, cause });
}

// One image at a time on one thread: uploads must not starve the requests beside them.
sharp.concurrency(1);
sharp.cache(false);
// SVG and PDF are programs, and what has no reader here cannot be attacked through it.
sharp.block({
  operation: ["VipsForeignLoad"],
});
sharp.unblock({
  operation: [
    "VipsForeignLoadPng",
    "VipsForeignLoadJpeg",
    "VipsForeignLoadWebp",
    "VipsForeignLoadHeif",
    "VipsForeignLoadNsgif",
  ],
});
