import { defineConnector } from "../definition.ts";
import { DiskConfig } from "./config.ts";

export const disk = defineConnector({
  id: "disk",
  name: "This server's disk",
  summary: "Keeps images and exports in the data folder, where no object storage is set up.",
  category: "storage",
  apiVersion: "1",
  docs: "/docs/guides",
  settings: DiskConfig,
  host: () => null,
  connect: async (settings) => (await import("./connector.ts")).connectDisk(settings),
});
