import { canonicalEmail, defaultLimits, invalidMember, Limits } from "@crossdock/core";
import { z } from "zod";

/** The input of a procedure that takes none. */
export const Nothing = z.strictObject({});

const EntryName = z.string().min(1).max(40);
const EntryText = z.string().max(500);

/** Members that many resources share. */
export const Metadata = z
  .record(EntryName, EntryText)
  .refine((entries) => Object.keys(entries).length <= 50, "At most 50 entries")
  .describe("Your own notes: up to 50 short texts by name");

/** A merge patch (RFC 7396) of `Metadata`: entries that are left out stay, null takes one out. */
export const MetadataPatch = z
  .record(EntryName, EntryText.nullable())
  .describe("Entries to change; null takes one out, the others stay");

/** @throws AppError `validation_failed` where the result has too many entries */
export function patchMetadata(
  current: unknown,
  patch: z.infer<typeof MetadataPatch> = {},
): z.infer<typeof Metadata> {
  const entries = Object.entries({ ...Metadata.parse(current), ...patch });
  const patched = Metadata.safeParse(
    Object.fromEntries(entries.filter(([, text]) => text !== null)),
  );
  if (patched.success) return patched.data;
  const detail = "Metadata has at most 50 entries: set some to null to take them out.";
  throw invalidMember({ pointer: "#/metadata", code: "too_big", detail });
}

export const ExternalId = z.string().trim().min(1).max(255).describe("The id in your own system");

/** An e-mail address, which is judged in the form that it is stored and looked up in. */
export const Email = z.string().overwrite(canonicalEmail).max(254).check(z.email());

export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, "Send a two-letter ISO 3166 country code such as DE")
  .describe("ISO 3166-1 alpha-2");

export const Address = z
  .strictObject({
    name: z.string().trim().max(200).optional(),
    line1: z.string().trim().min(1).max(200),
    line2: z.string().trim().max(200).optional(),
    city: z.string().trim().min(1).max(100),
    region: z.string().trim().max(100).optional(),
    postalCode: z.string().trim().max(20).optional(),
    country: Country,
    phone: z.string().trim().max(40).optional(),
  })
  .meta({ id: "Address" });

const { perMinute, concurrent } = defaultLimits;

/** The limits of a new credential. */
export const DefaultLimits = Limits.optional().describe(
  `Left out: ${perMinute} a minute and ${concurrent} at once, or what its partner is granted, where that is less`,
);
