import { AppError } from "@crossdock/core";
import type { CommandContext, Context } from "../procedure/context.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import { listCalls } from "./calls.ts";
import { checkConnector } from "./check.ts";
import { enterSettings } from "./enter.ts";
import {
  CheckResult,
  ConnectorDetail,
  ConnectorList,
  DisableConnector,
  GetConnector,
  ListCalls,
  ListConnectors,
  OutboundCallPage,
  RemoveSecret,
  SetSecret,
  StoredSecret,
  UpdateConnector,
} from "./schema.ts";
import { detailOf, findDefinition, findSecret, summaryOf } from "./state.ts";
import { secretOwner } from "./store.ts";

export const connectorsRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List the third parties and how each stands" })
    .input(ListConnectors)
    .output(ConnectorList)
    .query(async ({ ctx }) => {
      const { definitions } = ctx.services.connectors;
      const data = await Promise.all(definitions.map((one) => summaryOf(ctx, one)));
      return { data, hasMore: false, nextCursor: null };
    }),

  get: query("connectors:read")
    .meta({ summary: "Get a connector with its settings, checks and warnings" })
    .input(GetConnector)
    .output(ConnectorDetail)
    .query(({ ctx, input: { id } }) => detailOf(ctx, findDefinition(ctx, id))),

  calls: query("connectors:read")
    .meta({ summary: "List the calls that were made for a connector" })
    .input(ListCalls)
    .output(OutboundCallPage)
    .query(({ ctx, input }) => {
      findDefinition(ctx, input.id);
      return listCalls(ctx, input);
    }),

  update: command("connectors:write")
    .meta({ summary: "Change a connector's settings" })
    .input(UpdateConnector)
    .output(GetConnector)
    .mutation(async ({ ctx, input: { id, ...input } }) => {
      await enterSettings(ctx, findDefinition(ctx, id), input);
      return { id };
    }, forgetting()),

  setSecret: command("connectors:write")
    .meta({ summary: "Keep a third party's secret, sealed" })
    .input(SetSecret)
    .output(StoredSecret)
    .mutation(async ({ ctx, input: { connector, name, value } }) => {
      const { field, host } = await findSecret(ctx, connector, name);
      if (field.variableOnly || field.source === "variable") throw setByVariable(field.variable);
      if (host === null) {
        throw new AppError("conflict", {
          detail: "Enter the address first: a secret is kept for one host alone.",
        });
      }
      const handle = { owner: secretOwner(connector), name, host };
      await ctx.services.identity.secrets.put(ctx.db, handle, value);
      ctx.about(`${connector}.${name}`);
      return { connector, name, host, enteredAt: ctx.now.toISOString() };
    }, forgetting()),

  removeSecret: command("connectors:write")
    .meta({ summary: "Forget a third party's secret" })
    .input(RemoveSecret)
    .output(RemoveSecret)
    .mutation(async ({ ctx, input: { connector, name } }) => {
      await findSecret(ctx, connector, name);
      await ctx.services.identity.secrets.remove(ctx.db, { owner: secretOwner(connector), name });
      ctx.about(`${connector}.${name}`);
      return { connector, name };
    }, forgetting()),

  check: command("connectors:write")
    .meta({ summary: "Ask a third party whether the settings work" })
    .input(GetConnector)
    .output(CheckResult)
    .mutation(
      async ({ ctx, input: { id } }) => {
        findDefinition(ctx, id);
        return { id, ok: false, detail: "It has not answered yet.", at: ctx.now.toISOString() };
      },
      {
        async afterCommit({ services, ...context }, { id }) {
          services.connectors.forget();
          const result = await checkConnector({ ...context, services }, id);
          // Who has asked looks at the calls next.
          await services.requests.flush();
          return result;
        },
      },
    ),

  disable: command("connectors:write")
    .meta({ summary: "Switch a connector off" })
    .input(DisableConnector)
    .output(GetConnector)
    .mutation(({ ctx, input: { id, reason } }) => turn(ctx, id, false, reason), forgetting()),

  enable: command("connectors:write")
    .meta({ summary: "Switch a connector on" })
    .input(GetConnector)
    .output(GetConnector)
    .mutation(({ ctx, input: { id } }) => turn(ctx, id, true, null), forgetting()),
});

async function turn(ctx: CommandContext, id: string, enabled: boolean, reason: string | null) {
  findDefinition(ctx, id);
  const data = { enabled, reason, updatedAt: ctx.now };
  await ctx.db.connectorState.upsert({
    where: { connector: id },
    create: { connector: id, ...data },
    update: data,
  });
  return { id };
}

// Other processes hear of it; in this one the very next call is right.
function forgetting<O>(): { afterCommit: (context: Context, output: O) => Promise<O> } {
  return {
    afterCommit: async ({ services }, output) => {
      services.connectors.forget();
      return output;
    },
  };
}

function setByVariable(variable: string | null): AppError {
  return new AppError("conflict", {
    detail: `${variable} is set and counts before what is entered here. Unset it and start again.`,
  });
}
