import { idPattern, Limits, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { CustomerId } from "../customers/schema.ts";
import { PartnerId } from "../partners/schema.ts";
import { DefaultLimits } from "../procedure/fields.ts";
import { RedirectUri } from "./redirect-uri.ts";

export const OauthClientId = z.string().regex(idPattern("cli"));
const Name = z.string().trim().min(1).max(200);
const Scope = z.string().regex(/^[a-z-]+:(read|write)$/, "Send a scope such as orders:read");
const ApiVersion = z.string().max(40).describe("The version of `/api`; null is the newest");

export const OauthGrant = z.enum(["authorization_code", "client_credentials", "refresh_token"]);

export const OauthClient = z.object({
  id: OauthClientId,
  partnerId: PartnerId.nullable().describe("null: a program of the shop itself, which sees all"),
  name: z.string().max(200),
  public: z.boolean().describe("It runs on its user's device and has no secret"),
  documentUrl: z
    .string()
    .max(2000)
    .nullable()
    .describe("Where a program describes itself that nobody registered here"),
  secretHint: z.string().max(40).nullable().describe("What to recognise the secret by"),
  previousSecretUntil: Timestamp.nullable().describe("Until then the secret before is taken too"),
  grants: z.array(OauthGrant).max(3),
  scopes: z.array(z.string().max(60)).max(100),
  redirectUris: z.array(z.string().max(2000)).max(20),
  limits: Limits,
  apiVersion: ApiVersion.nullable(),
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
  createdAt: Timestamp,
});

export const OauthClientPage = Page(OauthClient);
export const NewOauthClient = OauthClient.extend({
  secret: z.string().nullable().describe("Shown this once; null for a public program"),
});
export const ListClients = z.strictObject({ ...pageQuery, partnerId: PartnerId.optional() });
export const GetClient = z.strictObject({ id: OauthClientId });

const changeable = {
  name: Name,
  scopes: z.array(Scope).min(1, "Grant at least one scope").max(100),
  redirectUris: z.array(RedirectUri).max(20),
  limits: Limits,
  apiVersion: ApiVersion.nullable(),
};

export const CreateClient = z.strictObject({
  ...changeable,
  partnerId: PartnerId.optional(),
  public: z.boolean().default(false),
  grants: z.array(OauthGrant).min(1, "Choose at least one grant").max(3),
  redirectUris: changeable.redirectUris.default([]),
  limits: DefaultLimits,
  apiVersion: changeable.apiVersion.default(null),
});

export const UpdateClient = z
  .strictObject({ id: OauthClientId })
  .extend(z.strictObject(changeable).partial().shape);

export const RotateSecret = z.strictObject({
  id: OauthClientId,
  overlapHours: z
    .int()
    .min(0)
    .max(24 * 30)
    .default(24)
    .describe("How long the secret before is taken too; 0 refuses it at once"),
});

/** What a customer has allowed a program; its id is the customer's. */
export const ClientGrant = z.object({
  id: CustomerId,
  scopes: z.array(z.string().max(60)).max(100),
  createdAt: Timestamp,
  expiresAt: Timestamp,
});

export const ListClientGrants = z.strictObject({ id: OauthClientId, ...pageQuery });
export const ClientGrantPage = Page(ClientGrant);
export const RevokeClientGrant = z.strictObject({ id: OauthClientId, customerId: CustomerId });
