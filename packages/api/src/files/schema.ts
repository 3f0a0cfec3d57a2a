import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";

/** The types of image that are taken. */
export const imageTypes = [
  ...(["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"] as const),
] as const;

/** Bytes of an image at the most. */
export const imageBytesMax = 15_000_000;

export const FileId = z.string().regex(idPattern("fil"));

export const File = z
  .object({
    id: FileId,
    name: z.string().max(200),
    mime: z.string().max(100),
    size: z.int().min(0).describe("Bytes"),
    sha256: z.string().max(64).nullable(),
    purpose: z.enum(["product_image", "export"]),
    state: z.enum(["pending", "ready"]).describe("pending: it is to be uploaded and completed"),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().describe("When it is removed, unless it is used by then"),
  })
  .meta({ id: "File" });

export const CreateFile = z
  .strictObject({
    purpose: z.enum(["product_image"]).describe("What it is for"),
    name: z.string().trim().min(1).max(200).describe("As it is called at your side"),
    mime: z.enum(imageTypes),
    size: z.int().min(1).max(imageBytesMax).describe("Bytes, exactly"),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "Send 64 lower-case hexadecimal digits")
      .optional()
      .describe("Of the bytes; another upload is then refused"),
  })
  .meta({ id: "CreateFile" });

export const NewFile = File.extend({
  upload: z
    .object({
      method: z.literal("PUT"),
      url: z.url().max(4096).describe("Takes the bytes without a credential, until it expires"),
      contentType: z.string().max(100).describe("Send it as Content-Type"),
      expiresAt: Timestamp,
    })
    .meta({ id: "Upload" }),
}).meta({ id: "NewFile" });

export const OneFile = z.strictObject({ id: FileId });
