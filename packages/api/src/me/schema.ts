import { idPattern, Timestamp } from "@crossdock/core";
import { z } from "zod";

export const Me = z
  .object({
    kind: z.enum(["user", "apiKey", "oauthClient", "customer", "external", "connector", "system"]),
    id: z.string().max(100),
    name: z.string().max(200),
    partnerId: z.string().max(100).nullable(),
    role: z.string().max(50).nullable(),
    permissions: z.array(z.string().max(60)).max(100).describe("For a key or a token: its scopes"),
    shop: z.object({
      name: z.string().max(200),
      currency: z.string().length(3),
      demo: z.boolean().describe("The shop still has its demo data"),
    }),
  })
  .meta({ id: "Me" });

export const SessionId = z.string().regex(idPattern("ses"));
export const EndSession = z.strictObject({ id: SessionId });
export const SessionList = z.object({
  data: z
    .array(
      z.object({
        id: SessionId,
        current: z.boolean().describe("The one that asks"),
        userAgent: z.string().max(500).nullable(),
        address: z.string().max(100).nullable(),
        createdAt: Timestamp,
        lastSeenAt: Timestamp,
      }),
    )
    .max(100),
});

export const SecondFactorState = z.object({
  on: z.boolean(),
  recoveryCodes: z.int().min(0).describe("How many are left"),
});
export const ProposedSecondFactor = z.object({
  secret: z.string().max(100).describe("To be typed into the app"),
  uri: z.string().max(1000).describe("To be scanned by the app (otpauth)"),
});
/** Six digits of the app, or a recovery code. */
export const Code = z.strictObject({ code: z.string().trim().min(6).max(20) });
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string().max(20)).max(10) });

const IdentityId = z.string().regex(idPattern("idn"));
const ProviderId = z.enum(["google", "github", "facebook", "x", "oidc"]);
export const IdentityList = z.object({
  providers: z.array(z.object({ id: ProviderId, name: z.string().max(50) })).max(5),
  data: z
    .array(
      z.object({
        id: IdentityId,
        provider: z.string().max(50),
        label: z.string().max(254),
        createdAt: Timestamp,
        lastUsedAt: Timestamp.nullable(),
      }),
    )
    .max(100),
});
export const StartLinking = z.strictObject({ provider: ProviderId });
export const UnlinkIdentity = z.strictObject({ id: IdentityId });
