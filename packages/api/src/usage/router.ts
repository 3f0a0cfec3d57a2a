import { beginExport } from "../exports/begin.ts";
import { Export } from "../exports/schema.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { partnerFor } from "../procedure/scoping.ts";
import { router } from "../procedure/trpc.ts";
import { countCalls } from "./count.ts";
import { monthsOf } from "./months.ts";
import { daysOfMonth } from "./period.ts";
import { quotasOf } from "./quotas.ts";
import { ExportUsage, GetUsage, Usage, UsageMonths } from "./schema.ts";

export const usageRouter = router({
  get: query("logs:read")
    .meta({
      rest: "GET /usage",
      mcp: true,
      summary: "Get how often the API was called",
      description:
        "The calls of your credentials by day, operation, version and credential, with what failed and what a limit refused, and how far their limits are used now.",
      example: { days: 7 },
      errors: ["not_found"],
    })
    .input(GetUsage)
    .output(Usage)
    .query(async ({ ctx, input }) => {
      const partnerId = partnerFor(ctx.principal, input.partnerId);
      const usage = await countCalls(ctx, { ...input, partnerId });
      return {
        ...usage,
        quotas: await quotasOf(
          ctx,
          usage.credentials.map(({ id }) => id),
        ),
      };
    }),

  months: query("logs:read")
    .meta({ summary: "List the months that have calls" })
    .input(Nothing)
    .output(UsageMonths)
    .query(async ({ ctx }) => ({ data: await monthsOf(ctx) })),

  export: command("logs:read")
    .meta({ summary: "Write a month's calls as a file" })
    .input(ExportUsage)
    .output(Export)
    .mutation(({ ctx, input: { month, format } }) => {
      daysOfMonth(month, ctx.now);
      return beginExport(ctx, { kind: "usage", format, filter: { month } });
    }),
});
