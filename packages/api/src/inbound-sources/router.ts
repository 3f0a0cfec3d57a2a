import { toPage } from "@crossdock/core";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { createSource, removeSource, updateSource } from "./change.ts";
import { checkSample } from "./check.ts";
import { hookOf, setHook } from "./hook.ts";
import { findSource, sourceOf, withSecrets } from "./render.ts";
import {
  AddInboundSecret,
  CheckSample,
  CreateInboundSource,
  EndInboundSecret,
  GetInboundSource,
  InboundSource,
  InboundSourcePage,
  ListInboundSources,
  RemovedInboundSource,
  SampleVerdict,
  SetSourceHook,
  SourceHook,
  UpdateInboundSource,
} from "./schema.ts";
import { addSecret, endSecret } from "./secrets.ts";

export const inboundSourcesRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List the sources of webhooks" })
    .input(ListInboundSources)
    .output(InboundSourcePage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const where = startingAfter(cursor);
      const rows = await ctx.db.inboundSource.findMany({
        ...{ where, ...newestFirst(limit), ...withSecrets },
      });
      return toPage(rows, limit, (row) => sourceOf(ctx, row));
    }),

  get: query("connectors:read")
    .meta({ summary: "Get a source of webhooks" })
    .input(GetInboundSource)
    .output(InboundSource)
    .query(async ({ ctx, input: { id } }) => sourceOf(ctx, await findSource(ctx.db, id))),

  create: command("connectors:write")
    .meta({ summary: "Let a third party's webhooks in" })
    .input(CreateInboundSource)
    .output(InboundSource)
    .mutation(({ ctx, input }) => createSource(ctx, input)),

  update: command("connectors:write")
    .meta({ summary: "Change a source of webhooks, or switch it on or off" })
    .input(UpdateInboundSource)
    .output(InboundSource)
    .mutation(({ ctx, input }) => updateSource(ctx, input)),

  remove: command("connectors:write")
    .meta({ summary: "Remove a source of webhooks; what has come from it stays" })
    .input(GetInboundSource)
    .output(RemovedInboundSource)
    .mutation(({ ctx, input: { id } }) => removeSource(ctx, id)),

  addSecret: command("connectors:write")
    .meta({ summary: "Add a secret to a source, or rotate its secrets" })
    .input(AddInboundSecret)
    .output(InboundSource)
    .mutation(({ ctx, input }) => addSecret(ctx, input)),

  endSecret: command("connectors:write")
    .meta({ summary: "Believe a source's secret no more" })
    .input(EndInboundSecret)
    .output(InboundSource)
    .mutation(({ ctx, input }) => endSecret(ctx, input)),

  hook: query("connectors:read")
    .meta({ summary: "Get how GitHub is asked for what it could not deliver" })
    .input(GetInboundSource)
    .output(SourceHook)
    .query(async ({ ctx, input: { id } }) => hookOf(ctx, await findSource(ctx.db, id))),

  setHook: command("connectors:write")
    .meta({ summary: "Let GitHub be asked for what it could not deliver" })
    .input(SetSourceHook)
    .output(SourceHook)
    .mutation(({ ctx, input }) => setHook(ctx, input)),

  check: query("connectors:write")
    .meta({ summary: "Check a sample: what a delivery would be taken for, and why" })
    .input(CheckSample)
    .output(SampleVerdict)
    .ask(({ ctx, input }) => checkSample(ctx, input)),
});
