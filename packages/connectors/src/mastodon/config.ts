import { z } from "zod";

export const MastodonConfig = z.object({
  baseUrl: z.url({ protocol: /^https?$/ }).meta({
    title: "Your server",
    description: "Where your account is, such as https://mastodon.social.",
  }),
  accessToken: z.string().trim().min(1).meta({
    title: "Access token",
    description: "Preferences, Development, New application, with write:statuses and write:media.",
    secret: true,
  }),
});

export type MastodonConfig = z.output<typeof MastodonConfig>;
