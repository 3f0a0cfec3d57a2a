import { AddressRangeText, idPattern, Limits, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { PartnerId } from "../partners/schema.ts";
import { DefaultLimits } from "../procedure/fields.ts";

export const ApiKeyId = z.string().regex(idPattern("key"));
const ApiVersion = z.string().max(40).describe("The version that the key is pinned to");
const Scope = z.string().regex(/^[a-z-]+:(read|write)$/, "Send a scope such as orders:read");
export const ScopeList = z.object({
  data: z.array(Scope).max(100),
  limits: Limits.describe("What a key may have at most"),
});

export const keyStates = ["active", "expiring", "expired", "revoked"] as const;

export const ApiKey = z.object({
  id: ApiKeyId,
  partnerId: PartnerId.nullable().describe("null: a key of the shop itself, which sees every row"),
  name: z.string().max(200),
  hint: z.string().max(40).describe("What to recognise the key by"),
  state: z.enum(keyStates).describe("expiring: it ends within 30 days, which callers are told"),
  scopes: z.array(z.string().max(60)).max(100),
  limits: Limits,
  limitsOverride: Limits.nullable().describe("In force instead, until `limitsOverrideUntil`"),
  limitsOverrideUntil: Timestamp.nullable(),
  apiVersion: ApiVersion.nullable().describe("The version of `/api`; null is the newest"),
  allowedAddresses: z
    .array(z.string().max(50))
    .max(100)
    .describe("From where it may be sent; empty: from everywhere"),
  expiresAt: Timestamp.nullable().describe("null: never"),
  replacesId: ApiKeyId.nullable().describe("The key that it took over from"),
  lastUsedAt: Timestamp.nullable(),
  lastUsedAddress: z.string().max(100).nullable(),
  lastUsedAgent: z.string().max(200).nullable().describe("What the caller's program calls itself"),
  revokedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});

export const ApiKeyPage = Page(ApiKey);
export const NewApiKey = ApiKey.extend({ key: z.string().describe("Shown this once") });
export const ListKeys = z.strictObject({ ...pageQuery, partnerId: PartnerId.optional() });
export const ListScopes = z.strictObject({
  partnerId: PartnerId.optional().describe("For a key of this partner; else for one of the shop"),
});
export const GetKey = z.strictObject({ id: ApiKeyId });

const ScopeUse = z.object({
  operation: z.string().max(100),
  scope: z.string().max(60).nullable().describe("null: any key may call it"),
  calls: z.int().min(0),
  errors: z.int().min(0).describe("Answers from 400 on"),
  lastAt: Timestamp,
});

export const KeyDetail = ApiKey.extend({
  partnerName: z.string().max(200).nullable(),
  createdBy: z
    .object({ kind: z.string().max(20), id: z.string().max(100), name: z.string().max(200) })
    .nullable(),
  predecessor: ApiKey.nullable().describe("The key that it took over from"),
  successor: ApiKey.nullable().describe("The key that takes over from it"),
  usage: z.array(ScopeUse).max(5000).describe("Of the last 30 days, the busiest operation first"),
  usedScopes: z.array(z.string().max(60)).max(100).describe("Those that these calls needed"),
  suggestedScopes: z
    .array(z.string().max(60))
    .max(100)
    .nullable()
    .describe("The smallest set that these calls need; null: nothing can be taken away"),
});

const name = z.string().trim().min(1).max(200);
const scopes = z.array(Scope).min(1, "Grant at least one scope").max(100);
const allowedAddresses = z.array(AddressRangeText).max(100);
const expiresAt = Timestamp.nullable().describe("null: never");

export const CreateKey = z.strictObject({
  name,
  partnerId: PartnerId.optional(),
  scopes,
  limits: DefaultLimits,
  apiVersion: ApiVersion.nullable().default(null),
  allowedAddresses: allowedAddresses.default([]),
  expiresAt: expiresAt.optional().describe("null: never; in a year where it is left out"),
});

export const UpdateKey = z.strictObject({
  id: ApiKeyId,
  name: name.optional(),
  scopes: scopes.optional(),
  limits: Limits.optional(),
  limitsOverride: z
    .strictObject({ limits: Limits, until: Timestamp })
    .nullable()
    .optional()
    .describe("In force instead, for a while; null ends it"),
  allowedAddresses: allowedAddresses.optional(),
  expiresAt: expiresAt.optional(),
});

export const overlapSecondsMax = 30 * 86_400;

export const RotateKey = z.strictObject({
  id: ApiKeyId,
  overlapSeconds: z
    .int()
    .min(0)
    .max(overlapSecondsMax, "Both keys can work for 30 days at the most")
    .default(86_400)
    .describe("How long the old key goes on working"),
});

export const PinKey = z.strictObject({ id: ApiKeyId, apiVersion: ApiVersion.nullable() });
