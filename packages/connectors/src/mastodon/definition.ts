import { defineConnector, hostOf } from "../definition.ts";
import { MastodonConfig } from "./config.ts";

export const mastodon = defineConnector({
  id: "mastodon",
  name: "Mastodon",
  summary: "Publishes announcements on your Mastodon account.",
  category: "social",
  apiVersion: "v4.5",
  docs: "https://docs.joinmastodon.org/methods/statuses/",
  settings: MastodonConfig,
  host: ({ baseUrl }) => hostOf(baseUrl),
  connect: async (settings, { http }) =>
    (await import("./connector.ts")).connectMastodon(settings, http),
});
