import { defaultLimits, idPattern, Limits, Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { PartnerId } from "../partners/schema.ts";

export const IssuerId = z.string().regex(idPattern("iss"));
const Name = z.string().trim().min(1).max(200);
const IssuerName = z.string().trim().min(1).max(500);
const ClaimName = z.string().trim().min(1).max(200);
const Scope = z.string().regex(/^[a-z-]+:(read|write)$/, "Send a scope such as orders:read");

const JwksUrl = z
  .url({ protocol: /^https?$/, error: "Enter a web address that begins with https://." })
  .max(2000)
  .refine((url) => url.startsWith("https:") || isLoopback(url), {
    error: "Enter an https address: over http alone, anybody on the way could put keys in.",
  });

export const ScopeRule = z.strictObject({
  claim: ClaimName.describe("Its name, or a path such as realm_access.roles"),
  value: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe("All of the claim, or one of its list or words"),
  scopes: z.array(Scope).min(1, "Grant at least one scope").max(100),
});

const fields = {
  name: Name,
  issuer: IssuerName.describe("The `iss` of its tokens, letter by letter"),
  jwksUrl: JwksUrl.describe("Where its keys are published"),
  audience: z.string().trim().min(1).max(500).describe("What `aud` of a token must name"),
  subjectClaim: ClaimName.describe("The claim that names who a token is of"),
  rules: z.array(ScopeRule).max(50).describe("Which claim grants which scopes"),
  limits: Limits.describe("Of each subject"),
  enabled: z.boolean(),
};

export const TrustedIssuer = z.object({
  id: IssuerId,
  partnerId: PartnerId.nullable().describe("null: its tokens are the shop's own, and see all"),
  ...fields,
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const TrustedIssuerPage = Page(TrustedIssuer);
export const ListIssuers = z.strictObject(pageQuery);
export const GetIssuer = z.strictObject({ id: IssuerId });

export const CreateIssuer = z.strictObject({
  ...fields,
  partnerId: PartnerId.optional(),
  subjectClaim: fields.subjectClaim.default("sub"),
  limits: fields.limits.default(defaultLimits),
  enabled: fields.enabled.default(true),
});

export const UpdateIssuer = z
  .strictObject({ ...fields, id: IssuerId })
  .partial()
  .required({ id: true });

export const RemovedIssuer = z.object({ id: IssuerId });

export const TestToken = z.strictObject({ token: z.string().trim().min(1).max(8192) });

export const TokenVerdict = z.object({
  steps: z
    .array(
      z.object({
        step: z.string().max(20),
        outcome: z.enum(["passed", "failed", "not reached"]),
        detail: z.string().max(500).nullable().describe("Why it failed"),
      }),
    )
    .max(20),
  principal: z
    .object({
      id: z.string().max(400),
      name: z.string().max(200),
      partnerId: PartnerId.nullable(),
      scopes: z.array(z.string().max(60)).max(200),
    })
    .nullable()
    .describe("Whom the token would be; null where it is refused"),
});

function isLoopback(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
