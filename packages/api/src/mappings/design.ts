import { exampleOf, fieldsOf, inlined, objectOf } from "@crossdock/connectors/openapi";
import { AppError } from "@crossdock/core";
import type { Services } from "../procedure/context.ts";
import { Nothing } from "../procedure/fields.ts";
import { query } from "../procedure/procedure.ts";
import { eventMessage, inboundMessage } from "./message.ts";
import { inputSchema, prepare } from "./prepare.ts";
import {
  GetMappingTarget,
  ListSamples,
  MappingPreview,
  MappingSamples,
  MappingTarget,
  MappingTargets,
  PreviewMapping,
} from "./schema.ts";

/** What the editor of a mapping asks. */
export const designProcedures = {
  preview: query("connectors:write")
    .meta({ summary: "See exactly what a mapping makes of a sample, without sending it" })
    .input(PreviewMapping)
    .output(MappingPreview)
    .ask(async ({ ctx, input: { definition, sample } }) => {
      const { matches, values, faults, shown } = await prepare(ctx, definition, sample);
      return { matches, values, faults: faults.slice(0, 100), request: shown };
    }),

  samples: query("connectors:read")
    .meta({ summary: "Get samples of an event: the latest, or an example" })
    .input(ListSamples)
    .output(MappingSamples)
    .query(async ({ ctx, input }) => {
      if (input.direction === "in") {
        const rows = await ctx.db.inboxEvent.findMany({
          where: { connector: input.source },
          orderBy: { id: "desc" },
          take: 5,
        });
        const data = rows.map((row) => ({ label: row.type, sample: inboundMessage(row) }));
        return { data: data.length > 0 ? data : [inboundExample(input.source)] };
      }
      const rows = await ctx.db.event.findMany({
        where: { type: input.event },
        orderBy: { id: "desc" },
        take: 5,
      });
      const data = rows.map((row) => ({ label: row.objectId, sample: eventMessage(row) }));
      return { data: data.length > 0 ? data : [exampleEvent(ctx.services, input.event)] };
    }),

  targets: query("connectors:read")
    .meta({ summary: "List what an inbound event can set off here" })
    .input(Nothing)
    .output(MappingTargets)
    .query(async ({ ctx }) => {
      const operations = ctx.services.publicApi.versions[0]?.operations ?? [];
      const data = operations
        .filter(({ method }) => method !== "GET")
        .map(({ name: operation, summary, scope = null }) => ({ operation, summary, scope }));
      return { data };
    }),

  target: query("connectors:read")
    .meta({ summary: "Get what an operation of ours takes" })
    .input(GetMappingTarget)
    .output(MappingTarget)
    .query(async ({ ctx, input: { operation } }) => {
      const schema = inputSchema(ctx.services, operation);
      if (!schema) throw new AppError("not_found", { detail: `There is no ${operation}.` });
      return { operation, fields: fieldsOf(schema), example: exampleOf(schema) };
    }),
};

/** Of a type that has not happened yet: its object as the API would show it. */
function exampleEvent({ publicApi, clock }: Services, type: string) {
  const [resource = ""] = type.split(".");
  const names = [`${resource}s.get`, `${resource.replace(/y$/, "ie")}s.get`, `${resource}.get`];
  const operations = publicApi.versions[0]?.operations ?? [];
  const schema = operations.find(({ name }) => names.includes(name))?.outputSchema ?? {};
  const root = objectOf(schema);
  const createdAt = clock.now().toISOString();
  const data = { object: exampleOf(inlined(root, root)) };
  return { label: "An example", sample: { id: "evt_example", type, createdAt, data } };
}

function inboundExample(source: string) {
  const sample = { source, type: "example", payload: { type: "example", data: {} } };
  return { label: "An example: nothing has come yet", sample };
}
