import { defineConnector, hostOf } from "../definition.ts";
import { XConfig } from "./config.ts";

export const x = defineConnector({
  id: "x",
  name: "X",
  summary: "Publishes announcements on your X account.",
  category: "social",
  apiVersion: "2",
  docs: "https://docs.x.com/x-api/posts/create-post",
  settings: XConfig,
  host: ({ apiBase }) => hostOf(apiBase),
  connect: async (settings, deps) => (await import("./connector.ts")).connectX(settings, deps),
});
