import { query } from "../procedure/procedure.ts";
import { partnerFor } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { countCalls } from "./count.ts";
import { GetUsage, Usage } from "./schema.ts";

export const usageRouter = router({
  get: query("usage:read")
    .meta({ summary: "Get how often the API was called" })
    .input(GetUsage)
    .output(Usage)
    .query(({ ctx, input }) =>
      countCalls(ctx, { ...input, partnerId: partnerFor(ctx.principal, input.partnerId) }),
    ),
});
