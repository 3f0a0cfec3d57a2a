import { Nothing } from "../procedure/fields.ts";
import { query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { readQuotas } from "./quotas.ts";
import {
  GetQuotas,
  Quotas,
  System,
  Top,
  TopFilter,
  Traffic,
  TrafficFilter,
  VersionTraffic,
  WebhookFilter,
  WebhookTraffic,
} from "./schema.ts";
import { readSystem } from "./system.ts";
import { readTop } from "./top.ts";
import { readTraffic } from "./traffic.ts";
import { readVersions } from "./versions.ts";
import { readWebhooks } from "./webhooks.ts";

export const metricsRouter = router({
  traffic: query("logs:read")
    .meta({ summary: "Get how much was called, how it ended and how long it took" })
    .input(TrafficFilter)
    .output(Traffic)
    .query(({ ctx, input }) => readTraffic(ctx, input)),

  top: query("logs:read")
    .meta({ summary: "Get who or what was called most, or is slowest" })
    .input(TopFilter)
    .output(Top)
    .query(({ ctx, input }) => readTop(ctx, input)),

  versions: query("logs:read")
    .meta({ summary: "Get the calls of each version, and who still calls those that end" })
    .input(TrafficFilter.omit({ compare: true }))
    .output(VersionTraffic)
    .query(({ ctx, input }) => readVersions(ctx, input)),

  quotas: query("logs:read")
    .meta({ summary: "Get which keys and clients come near their limits" })
    .input(GetQuotas)
    .output(Quotas)
    .query(({ ctx, input }) => readQuotas(ctx, input)),

  webhooks: query("connectors:read")
    .meta({ summary: "Get how many webhooks came in and went out, and how they ended" })
    .input(WebhookFilter)
    .output(WebhookTraffic)
    .query(({ ctx, input }) => readWebhooks(ctx, input)),

  system: query("operations:read")
    .meta({ summary: "Get how this process and the queues do" })
    .input(Nothing)
    .output(System)
    .query(({ ctx }) => readSystem(ctx)),
});
