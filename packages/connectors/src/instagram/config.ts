import { z } from "zod";

export const InstagramConfig = z.object({
  accountId: z.string().trim().min(1).meta({
    title: "Account id",
    description: "The id of your professional account, a number.",
  }),
  accessToken: z.string().trim().min(1).meta({
    title: "Access token",
    description: "A long-lived token with instagram_business_content_publish.",
    secret: true,
  }),
  graphBase: z
    .url({ protocol: /^https?$/ })
    .default("https://graph.instagram.com/v25.0")
    .meta({ title: "Address of the API", description: "Meta's own, unless you test." }),
});

export type InstagramConfig = z.output<typeof InstagramConfig>;
