import { z } from "zod";

export const FacebookConfig = z.object({
  pageId: z.string().trim().min(1).meta({
    title: "Page id",
    description: "On the Page: About, Page transparency.",
  }),
  pageToken: z.string().trim().min(1).meta({
    title: "Page access token",
    description: "A long-lived token of the Page with pages_manage_posts.",
    secret: true,
  }),
  graphBase: z
    .url({ protocol: /^https?$/ })
    .default("https://graph.facebook.com/v25.0")
    .meta({ title: "Address of the API", description: "Meta's own, unless you test." }),
});

export type FacebookConfig = z.output<typeof FacebookConfig>;
