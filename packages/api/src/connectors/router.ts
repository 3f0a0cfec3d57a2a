import { AppError } from "@crossdock/core";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import {
  ConnectorCredential,
  ConnectorList,
  ListConnectors,
  RemoveSecret,
  SetSecret,
} from "./schema.ts";
import { findSecret, stateOf } from "./state.ts";
import { secretOwner } from "./store.ts";

export const connectorsRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List the third parties and which of their secrets are set" })
    .input(ListConnectors)
    .output(ConnectorList)
    .query(async ({ ctx }) => {
      const { definitions } = ctx.services.connectors;
      return { data: await Promise.all(definitions.map((one) => stateOf(ctx, one))) };
    }),

  setSecret: command("connectors:write")
    .meta({ summary: "Keep a third party's secret, sealed" })
    .input(SetSecret)
    .output(ConnectorCredential)
    .mutation(async ({ ctx, input: { connector, name, value } }) => {
      const { field, host } = await findSecret(ctx, connector, name);
      const { title: label, variable, variableOnly, source } = field;
      if (variable !== null && (variableOnly || source === "variable"))
        throw setByVariable(variable);
      if (host === null)
        throw new AppError("conflict", { detail: "Enter the connector's address first." });
      const handle = { owner: secretOwner(connector), name, host };
      await ctx.services.identity.secrets.put(ctx.db, handle, value);
      ctx.about(`${connector}.${name}`);
      const updatedAt = ctx.now.toISOString();
      return { connector, name, label, variable, host, setBy: "dashboard", updatedAt };
    }),

  removeSecret: command("connectors:write")
    .meta({ summary: "Forget a third party's secret" })
    .input(RemoveSecret)
    .output(RemoveSecret)
    .mutation(async ({ ctx, input: { connector, name } }) => {
      await findSecret(ctx, connector, name);
      await ctx.services.identity.secrets.remove(ctx.db, { owner: secretOwner(connector), name });
      ctx.about(`${connector}.${name}`);
      return { connector, name };
    }),
});

function setByVariable(variable: string): AppError {
  return new AppError("conflict", {
    detail: `${variable} is set and counts before what is entered here. Unset it and start again.`,
  });
}
