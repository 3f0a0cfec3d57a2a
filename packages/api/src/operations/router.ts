import type { Prisma } from "@crossdock/db";
import type { CommandContext } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { bodyPolicyOf, usualBodies } from "./body-policy.ts";
import { listIdempotency } from "./idempotency.ts";
import { findServed, servedByName } from "./registry.ts";
import { matches, toServed, toSetting, toSummary, toVersionUsage } from "./render.ts";
import {
  DisableOperation,
  EnableOperation,
  GetOperation,
  IdempotencyPage,
  LimitOperation,
  ListIdempotency,
  ListOperations,
  OperationDetail,
  OperationList,
  OperationSetting,
  SetOperationBodies,
  UsageByVersion,
} from "./schema.ts";
import { callersOf, unused, usageByOperation, usageByVersion } from "./usage.ts";

export const operationsRouter = router({
  list: query("operations:read")
    .meta({ summary: "List the operations of the public API" })
    .input(ListOperations)
    .output(OperationList)
    .query(async ({ ctx, input }) => {
      const settings = await ctx.db.operationSetting.findMany();
      const settingOf = new Map(settings.map((setting) => [setting.operation, setting]));
      const usage = await usageByOperation(ctx);
      const data = [...servedByName(ctx.services.publicApi)]
        .map(([name, served]) => toSummary(served, settingOf.get(name), usage.get(name) ?? unused))
        .filter((operation) => matches(operation, input))
        .sort((a, b) => a.tag.localeCompare(b.tag));
      return { data, hasMore: false, nextCursor: null };
    }),

  get: query("operations:read")
    .meta({ summary: "Get an operation with its shapes and its callers" })
    .input(GetOperation)
    .output(OperationDetail)
    .query(async ({ ctx, input: { operation } }) => {
      const served = findServed(ctx.services.publicApi, operation);
      const setting = await ctx.db.operationSetting.findUnique({ where: { operation } });
      const usage = await usageByOperation(ctx, operation);
      return {
        ...toSummary(served, setting, usage.get(operation) ?? unused),
        description: served[0].operation.description ?? null,
        bodies: setting ? bodyPolicyOf(setting) : usualBodies,
        switchedAt: setting?.updatedAt.toISOString() ?? null,
        served: served.map(toServed),
        callers: await callersOf(ctx, operation),
      };
    }),

  usage: query("operations:read")
    .meta({ summary: "List the versions and who still calls them" })
    .input(Nothing)
    .output(UsageByVersion)
    .query(async ({ ctx }) => {
      const usage = await usageByVersion(ctx);
      const { versions } = ctx.services.publicApi;
      const data = versions.map((version, index) =>
        toVersionUsage(version, index === 0, ctx.now, usage.get(version.name)),
      );
      return { data };
    }),

  disable: command("operations:write")
    .meta({ summary: "Switch an operation off" })
    .input(DisableOperation)
    .output(OperationSetting)
    .mutation(({ ctx, input: { operation, reason } }) =>
      change(ctx, operation, { enabled: false, reason }),
    ),

  enable: command("operations:write")
    .meta({ summary: "Switch an operation on" })
    .input(EnableOperation)
    .output(OperationSetting)
    .mutation(({ ctx, input: { operation } }) =>
      change(ctx, operation, { enabled: true, reason: null }),
    ),

  limit: command("operations:write")
    .meta({ summary: "Limit how often each key may call an operation" })
    .input(LimitOperation)
    .output(OperationSetting)
    .mutation(({ ctx, input: { operation, limitPerMinute } }) =>
      change(ctx, operation, { limitPerMinute }),
    ),

  setBodies: command("operations:write")
    .meta({ summary: "Say whose bodies of an operation the log of requests keeps" })
    .input(SetOperationBodies)
    .output(OperationSetting)
    .mutation(({ ctx, input: { operation, bodies } }) => change(ctx, operation, { bodies })),

  idempotency: query("operations:read")
    .meta({ summary: "List keyed requests" })
    .input(ListIdempotency)
    .output(IdempotencyPage)
    .query(({ ctx, input }) => listIdempotency(ctx, input)),
});

type Setting = Prisma.OperationSettingGetPayload<object>;
type Change = Partial<Pick<Setting, "enabled" | "reason" | "limitPerMinute" | "bodies">>;

/** @throws AppError `not_found` for what is no operation of any version */
async function change(ctx: CommandContext, operation: string, data: Change) {
  findServed(ctx.services.publicApi, operation);
  ctx.about(operation);
  const setting = await ctx.db.operationSetting.upsert({
    where: { operation },
    create: { operation, enabled: true, ...data, updatedAt: ctx.now },
    update: { ...data, version: { increment: 1 }, updatedAt: ctx.now },
  });
  return toSetting(setting);
}
