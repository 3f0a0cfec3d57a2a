import { defineConnector, hostOf } from "../definition.ts";
import { InstagramConfig } from "./config.ts";

export const instagram = defineConnector({
  id: "instagram",
  name: "Instagram",
  summary: "Publishes photos with announcements on your Instagram account.",
  category: "social",
  apiVersion: "v25.0",
  docs: "https://developers.facebook.com/docs/instagram-platform/content-publishing",
  settings: InstagramConfig,
  host: ({ graphBase }) => hostOf(graphBase),
  connect: async (settings, { http }) =>
    (await import("./connector.ts")).connectInstagram(settings, http),
});
