import { defaultLimits, idPattern, Limits, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { PartnerId } from "../partners/schema.ts";

export const ApiKeyId = z.string().regex(idPattern("key"));
const ApiVersion = z.string().max(40).describe("The version that the key is pinned to");
const Scope = z.string().regex(/^[a-z-]+:(read|write)$/, "Send a scope such as orders:read");
export const ScopeList = z.object({ data: z.array(Scope).max(100) });

export const ApiKey = z.object({
  id: ApiKeyId,
  partnerId: PartnerId.nullable().describe("null: a key of the shop itself, which sees every row"),
  name: z.string().max(200),
  hint: z.string().max(40).describe("What to recognise the key by"),
  scopes: z.array(z.string().max(60)).max(100),
  limits: Limits,
  limitsOverride: Limits.nullable().describe("In force instead, until `limitsOverrideUntil`"),
  limitsOverrideUntil: Timestamp.nullable(),
  apiVersion: ApiVersion.nullable().describe("The version of `/api`; null is the newest"),
  lastUsedAt: Timestamp.nullable(),
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

export const CreateKey = z.strictObject({
  name: z.string().trim().min(1).max(200),
  partnerId: PartnerId.optional(),
  scopes: z.array(Scope).min(1, "Grant at least one scope").max(100),
  limits: Limits.default(defaultLimits),
  apiVersion: ApiVersion.nullable().default(null),
});

export const PinKey = z.strictObject({ id: ApiKeyId, apiVersion: ApiVersion.nullable() });
