import { query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { Traffic, TrafficFilter } from "./schema.ts";
import { readTraffic } from "./traffic.ts";

export const metricsRouter = router({
  traffic: query("logs:read")
    .meta({ summary: "Get how much was called, how it ended and how long it took" })
    .input(TrafficFilter)
    .output(Traffic)
    .query(({ ctx, input }) => readTraffic(ctx, input)),
});
