import { z } from "zod";
import { defineConnector } from "../definition.ts";

export const test = defineConnector({
  id: "test",
  name: "Test provider",
  summary: "Takes payments in which no money moves, on a page of its own.",
  category: "payments",
  apiVersion: "1",
  docs: "/docs",
  settings: z.object({}),
  host: () => null,
  connect: async (_settings, { appUrl, testSecret }) =>
    (await import("./connector.ts")).connectTest({ appUrl, secret: testSecret }),
});
