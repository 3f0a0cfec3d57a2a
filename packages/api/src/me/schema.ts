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
