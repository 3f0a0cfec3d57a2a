import { z } from "zod";

export const BlueskyConfig = z.object({
  service: z
    .url({ protocol: /^https?$/ })
    .default("https://bsky.social")
    .meta({ title: "Your server", description: "Bluesky's own, unless you have another." }),
  identifier: z.string().trim().min(1).meta({
    title: "Handle",
    description: "Such as shop.bsky.social, without the @.",
  }),
  appPassword: z.string().trim().min(1).meta({
    title: "App password",
    description: "Settings, Privacy and security, App passwords: never your own password.",
    secret: true,
  }),
});

export type BlueskyConfig = z.output<typeof BlueskyConfig>;
