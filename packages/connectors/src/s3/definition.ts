import { defineConnector, hostOf } from "../definition.ts";
import { endpointOf, S3Config } from "./config.ts";

export const s3 = defineConnector({
  id: "s3",
  name: "S3-compatible storage",
  summary: "Keeps images and exports in a bucket at Amazon S3, or at any storage that speaks it.",
  category: "storage",
  apiVersion: "2006-03-01",
  docs: "https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html",
  settings: S3Config,
  host: (settings) => hostOf(endpointOf(settings)),
  connect: async (settings, deps) => (await import("./connector.ts")).connectS3(settings, deps),
});
