import { defineConnector, hostOf } from "../definition.ts";
import { FacebookConfig } from "./config.ts";

export const facebook = defineConnector({
  id: "facebook",
  name: "Facebook",
  summary: "Publishes announcements on your Facebook Page.",
  category: "social",
  apiVersion: "v25.0",
  docs: "https://developers.facebook.com/docs/pages-api/posts",
  settings: FacebookConfig,
  host: ({ graphBase }) => hostOf(graphBase),
  connect: async (settings, { http }) =>
    (await import("./connector.ts")).connectFacebook(settings, http),
});
