import { z } from "zod";

export const XConfig = z.object({
  apiKey: z.string().trim().min(1).meta({
    title: "API key",
    description: "Developer portal, your app, Keys and tokens. X takes money for each call.",
    secret: true,
  }),
  apiSecret: z.string().trim().min(1).meta({
    title: "API key secret",
    description: "Shown beside the API key.",
    secret: true,
  }),
  accessToken: z.string().trim().min(1).meta({
    title: "Access token",
    description: "Of the account to publish with, with read and write permissions.",
    secret: true,
  }),
  accessTokenSecret: z.string().trim().min(1).meta({
    title: "Access token secret",
    description: "Shown beside the access token.",
    secret: true,
  }),
  apiBase: z
    .url({ protocol: /^https?$/ })
    .default("https://api.x.com")
    .meta({ title: "Address of the API", description: "X's own, unless you test." }),
});

export type XConfig = z.output<typeof XConfig>;
