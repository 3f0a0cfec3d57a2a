import { z } from "zod";
import { defineConnector } from "../definition.ts";

export const SlackConfig = z.object({
  webhookUrl: z.url({ protocol: /^https?$/ }).meta({
    title: "Webhook address",
    description: "Of an incoming webhook: https://hooks.slack.com/services/…. Who has it can post.",
    secret: true,
    variable: "SLACK_WEBHOOK_URL",
  }),
});

export type SlackConfig = z.output<typeof SlackConfig>;

export const slack = defineConnector({
  id: "slack",
  name: "Slack",
  summary: "Posts what the team is told to a channel, through an incoming webhook.",
  category: "chat",
  apiVersion: "incoming webhooks",
  docs: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
  settings: SlackConfig,
  // The address is the secret itself, so that no other can be told it.
  host: () => "hooks.slack.com",
  connect: async (settings, { http }) =>
    (await import("./connector.ts")).connectSlack(settings, http),
});
