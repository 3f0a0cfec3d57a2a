import { GithubHookUrl, SourceSettings, sourceKinds } from "@crossdock/connectors/inbound-settings";
import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

export { SourceSettings, sourceKinds };
export type SourceKind = SourceSettings["kind"];

export const InboundSourceId = z.string().regex(idPattern("src"));
export const InboundSecretId = z.string().regex(idPattern("ins"));

/** The last part of a source's address. */
export const SourceSlug = z
  .string()
  .trim()
  .regex(
    /^[a-z0-9](-?[a-z0-9]){1,39}$/,
    "Use 2 to 40 small letters, digits and single hyphens between them.",
  );

const Name = z.string().trim().min(1, "Enter a name.").max(100);
const Label = z.string().trim().min(1).max(100);
const Secret = z
  .string()
  .min(1, "Paste the secret.")
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, "Paste the secret alone, without spaces or line breaks.");
const PerMinuteMax = z.int().min(1).max(1_000_000);

export const InboundSecret = z.object({
  id: InboundSecretId,
  label: Label,
  state: z.enum(["active", "ending", "upcoming", "ended"]),
  validFrom: Timestamp,
  validUntil: Timestamp.nullable(),
  createdAt: Timestamp,
});

export const InboundSource = z.object({
  id: InboundSourceId,
  slug: SourceSlug,
  kind: z.enum(sourceKinds),
  name: Name,
  url: z.string().max(2200).describe("The address to enter at the provider"),
  settings: SourceSettings,
  enabled: z.boolean(),
  perMinuteMax: PerMinuteMax,
  secrets: z.array(InboundSecret),
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const InboundSourcePage = Page(InboundSource);
export const ListInboundSources = z.strictObject(pageQuery);
export const GetInboundSource = z.strictObject({ id: InboundSourceId });

export const CreateInboundSource = z.strictObject({
  name: Name,
  slug: SourceSlug,
  settings: SourceSettings,
  secret: Secret.optional().describe("Without one nothing is taken"),
  perMinuteMax: PerMinuteMax.default(60_000),
});

export const UpdateInboundSource = z.strictObject({
  id: InboundSourceId,
  name: Name.optional(),
  settings: SourceSettings.optional().describe("Of the same kind"),
  enabled: z.boolean().optional(),
  perMinuteMax: PerMinuteMax.optional(),
  version: z.int().min(1).optional().describe("The version that the change is based on"),
});

export const RemovedInboundSource = z.object({ id: InboundSourceId });

/** The longest that an old secret stays good beside the one that takes its place. */
export const secretOverlapSecondsMax = 30 * 86_400;

export const AddInboundSecret = z.strictObject({
  id: InboundSourceId,
  label: Label,
  secret: Secret,
  endOthersAfterSeconds: z
    .int()
    .min(0)
    .max(secretOverlapSecondsMax)
    .optional()
    .describe("A rotation: for how long the others stay good. Left out, they stay."),
});

export const EndInboundSecret = z.strictObject({ id: InboundSourceId, secretId: InboundSecretId });

/** How GitHub is asked for what it could not deliver, and what came of it. */
export const SourceHook = z.object({
  id: InboundSourceId,
  hookUrl: z.string().max(500).nullable(),
  /** `other host`: it was entered for another, and is not used until it is entered anew. */
  token: z.enum(["missing", "set", "other host"]),
  last: z
    .object({
      ranAt: Timestamp,
      found: z.int().min(0).describe("How many the last run asked for"),
      foundTotal: z.int().min(0),
      error: z.string().max(500).nullable(),
    })
    .nullable(),
});

export const SetSourceHook = z.strictObject({
  id: InboundSourceId,
  hookUrl: GithubHookUrl.nullable().describe("null: it is not asked, and the token is forgotten"),
  token: Secret.optional().describe("Left out, the one that was entered for the same host stays"),
});

export const CheckSample = z.strictObject({
  settings: SourceSettings,
  slug: SourceSlug.optional().describe("The source whose secrets count"),
  secret: Secret.optional().describe("The one that counts in their place"),
  headers: z.string().max(20_000).describe("Name: value, one a line"),
  body: z.string().max(1_000_000),
});

export const SampleVerdict = z.object({
  accepted: z.boolean(),
  reason: z.string().max(50).nullable(),
  detail: z.string().max(500).nullable(),
  event: z
    .object({
      eventId: z.string().max(255),
      type: z.string().max(255),
      account: z.string().max(255).nullable(),
    })
    .nullable(),
});
