import { newId, toPage } from "@crossdock/core";
import { refuseDuplicates } from "../procedure/duplicates.ts";
import { newestFirst, startingAfter } from "../procedure/paging.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { designProcedures } from "./design.ts";
import { fileProcedures } from "./files.ts";
import { findMapping, toMapping } from "./render.ts";
import { runProcedures } from "./runs.ts";
import {
  CreateMapping,
  GetMapping,
  ListMappings,
  Mapping,
  MappingDefinition,
  MappingPage,
  MappingVersions,
  RemovedMapping,
  RestoreMapping,
  SwitchMapping,
  UpdateMapping,
} from "./schema.ts";
import { columnsOf, knownName, saveVersion } from "./write.ts";

export const mappingsRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List mappings" })
    .input(ListMappings)
    .output(MappingPage)
    .query(async ({ ctx, input: { limit, cursor } }) => {
      const where = startingAfter(cursor);
      const rows = await ctx.db.mapping.findMany({ where, ...newestFirst(limit) });
      const { data, ...page } = toPage(rows, limit, (row) => toMapping(ctx.db, row));
      return { ...page, data: await Promise.all(data) };
    }),

  get: query("connectors:read")
    .meta({ summary: "Get a mapping" })
    .input(GetMapping)
    .output(Mapping)
    .query(async ({ ctx, input: { id } }) => toMapping(ctx.db, await findMapping(ctx.db, id))),

  create: command("connectors:write")
    .meta({ summary: "Make a mapping" })
    .input(CreateMapping)
    .output(Mapping)
    .mutation(async ({ ctx, input: { name, enabled, definition } }) => {
      const id = newId("map", ctx.now);
      const times = { createdAt: ctx.now, updatedAt: ctx.now };
      const data = { id, name, enabled, ...(await columnsOf(ctx, definition)), ...times };
      const row = await refuseDuplicates(knownName, () => ctx.db.mapping.create({ data }));
      await saveVersion(ctx, row);
      return toMapping(ctx.db, row);
    }),

  update: command("connectors:write")
    .meta({ summary: "Change a mapping; what it was stays as a version" })
    .input(UpdateMapping)
    .output(Mapping)
    .mutation(async ({ ctx, input: { id, name, definition } }) => {
      await findMapping(ctx.db, id);
      const data = {
        ...(name === undefined ? {} : { name }),
        ...(definition ? await columnsOf(ctx, definition) : {}),
        ...{ updatedAt: ctx.now, version: { increment: 1 } },
      };
      const update = () => ctx.db.mapping.update({ where: { id }, data });
      const row = await refuseDuplicates(knownName, update);
      await saveVersion(ctx, row);
      return toMapping(ctx.db, row);
    }),

  restore: command("connectors:write")
    .meta({ summary: "Make a mapping what it was in a version" })
    .input(RestoreMapping)
    .output(Mapping)
    .mutation(async ({ ctx, input: { id, version } }) => {
      await findMapping(ctx.db, id);
      const kept = await ctx.db.mappingVersion.findUniqueOrThrow({
        where: { mappingId_version: { mappingId: id, version } },
      });
      const columns = await columnsOf(ctx, MappingDefinition.parse(kept.definition));
      const data = { ...columns, updatedAt: ctx.now, version: { increment: 1 } };
      const row = await ctx.db.mapping.update({ where: { id }, data });
      await saveVersion(ctx, row);
      return toMapping(ctx.db, row);
    }),

  switch: command("connectors:write")
    .meta({ summary: "Switch a mapping on or off" })
    .input(SwitchMapping)
    .output(Mapping)
    .mutation(async ({ ctx, input: { id, enabled } }) => {
      await findMapping(ctx.db, id);
      const fresh = { disabledReason: null, failingSince: null };
      const data = { enabled, ...fresh, updatedAt: ctx.now };
      return toMapping(ctx.db, await ctx.db.mapping.update({ where: { id }, data }));
    }),

  remove: command("connectors:write")
    .meta({ summary: "Remove a mapping with its versions and its log" })
    .input(GetMapping)
    .output(RemovedMapping)
    .mutation(async ({ ctx, input: { id } }) => {
      await findMapping(ctx.db, id);
      await ctx.db.mapping.delete({ where: { id } });
      return { id };
    }),

  versions: query("connectors:read")
    .meta({ summary: "List the versions of a mapping" })
    .input(GetMapping)
    .output(MappingVersions)
    .query(async ({ ctx, input: { id } }) => {
      await findMapping(ctx.db, id);
      const rows = await ctx.db.mappingVersion.findMany({
        where: { mappingId: id },
        orderBy: { version: "desc" },
        take: 100,
      });
      const data = rows.map(({ version, savedBy, createdAt, definition }) => ({
        ...{ version, savedBy, createdAt: createdAt.toISOString() },
        definition: MappingDefinition.parse(definition),
      }));
      return { data };
    }),

  ...designProcedures,
  ...fileProcedures,
  ...runProcedures,
});
