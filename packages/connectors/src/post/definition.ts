import { z } from "zod";
import { defineConnector, hostOf } from "../definition.ts";

export const PostConfig = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: "Address",
    description: "Takes a POST of JSON for each notice: id, type, timestamp and data.",
  }),
  token: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "It is one word")
    .optional()
    .meta({
      title: "Bearer token",
      description: "Sent as Authorization: Bearer. Leave it empty where the address asks for none.",
      secret: true,
    }),
  signingSecret: z
    .string()
    .regex(/^(whsec_)?[A-Za-z0-9+/]{24,}={0,2}$/, "It is base64, such as whsec_…")
    .optional()
    .meta({
      title: "Signing secret",
      description: "With it each notice is signed as Standard Webhooks describe.",
      secret: true,
    }),
  routingKey: z
    .string()
    .regex(/^[A-Za-z0-9]{32}$/, "It has 32 letters and digits")
    .optional()
    .meta({
      title: "PagerDuty routing key",
      description:
        "Integration key of a service (Events API v2). With it the body is PagerDuty's; the address is then https://events.pagerduty.com/v2/enqueue.",
      secret: true,
    }),
});

export type PostConfig = z.output<typeof PostConfig>;

export const http = defineConnector({
  id: "http",
  name: "HTTP",
  summary: "Posts what the team is told to an address of yours, as JSON.",
  category: "chat",
  apiVersion: "Standard Webhooks 1",
  docs: "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
  settings: PostConfig,
  host: ({ url }) => hostOf(url),
  connect: async (settings, deps) => (await import("./connector.ts")).connectPost(settings, deps),
});
