import { defineConnector, hostOf } from "../definition.ts";
import { BlueskyConfig } from "./config.ts";

export const bluesky = defineConnector({
  id: "bluesky",
  name: "Bluesky",
  summary: "Publishes announcements on your Bluesky account.",
  category: "social",
  apiVersion: "app.bsky.feed.post",
  docs: "https://docs.bsky.app/docs/advanced-guides/posts",
  settings: BlueskyConfig,
  host: ({ service }) => hostOf(service),
  connect: async (settings, { http }) =>
    (await import("./connector.ts")).connectBluesky(settings, http),
});
