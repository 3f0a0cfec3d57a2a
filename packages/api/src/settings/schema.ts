import { z } from "zod";

export const LoginProviderId = z.enum(["google", "github", "facebook", "x", "oidc"]);
const ClientId = z.string().trim().min(1).max(500);

/** A provider that people may sign in with. Its secret goes in and never comes out. */
export const LoginProvider = z.object({
  id: LoginProviderId,
  name: z.string().max(50),
  source: z
    .enum(["environment", "settings"])
    .nullable()
    .describe("Who configures it; null where nobody does. What the environment says goes before."),
  clientId: ClientId.nullable(),
  issuer: z.string().max(500).nullable(),
  callbackUrl: z.url().describe("What the provider asks for as redirect address"),
});

export const LoginProviderList = z.object({ data: z.array(LoginProvider).max(5) });

export const SetLoginProvider = z
  .strictObject({
    id: LoginProviderId,
    clientId: ClientId,
    clientSecret: z.string().trim().min(1).max(2000),
    issuer: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    name: z.string().trim().min(1).max(50).optional(),
  })
  .refine(({ id, issuer }) => (id === "oidc") === (issuer !== undefined), {
    path: ["issuer"],
    error: "An issuer belongs to OpenID Connect, and to it alone.",
  });

export const RemoveLoginProvider = z.strictObject({ id: LoginProviderId });
