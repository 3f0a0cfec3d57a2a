import { z } from "zod";

/** The input of a procedure that takes none. */
export const Nothing = z.strictObject({});

/** Members that many resources share. */
export const Metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 50, "At most 50 entries")
  .describe("Your own notes: up to 50 short texts by name");

export const ExternalId = z.string().trim().min(1).max(255).describe("The id in your own system");

export const Email = z.email().max(254).toLowerCase();

export const Address = z
  .strictObject({
    name: z.string().trim().max(200).optional(),
    line1: z.string().trim().min(1).max(200),
    line2: z.string().trim().max(200).optional(),
    city: z.string().trim().min(1).max(100),
    region: z.string().trim().max(100).optional(),
    postalCode: z.string().trim().max(20).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "Send a two-letter ISO 3166 country code such as DE")
      .describe("ISO 3166-1 alpha-2"),
    phone: z.string().trim().max(40).optional(),
  })
  .meta({ id: "Address" });
