import type { Connectors, Credential } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import { command, query } from "../procedure/procedure.ts";
import { router } from "../procedure/trpc.ts";
import {
  ConnectorCredential,
  ConnectorList,
  ListConnectors,
  RemoveSecret,
  SetSecret,
} from "./schema.ts";

export const connectorsRouter = router({
  list: query("connectors:read")
    .meta({ summary: "List the third parties and which of their secrets are set" })
    .input(ListConnectors)
    .output(ConnectorList)
    .query(async ({ ctx }) => {
      const { ids, credentials } = ctx.services.connectors;
      const data = ids.map(async (id) => ({
        ...(await stateOf(ctx.services.connectors, id)),
        credentials: await statesOf(
          ctx,
          credentials.filter(({ connector }) => connector === id),
        ),
      }));
      return { data: await Promise.all(data) };
    }),

  setSecret: command("connectors:write")
    .meta({ summary: "Keep a third party's secret, sealed" })
    .input(SetSecret)
    .output(ConnectorCredential)
    .mutation(async ({ ctx, input: { connector, name, value } }) => {
      const credential = findCredential(ctx, connector, name);
      if (credential.fromVariable) throw setByVariable(credential);
      const { label, variable, host } = credential;
      await ctx.services.identity.secrets.put(
        ctx.db,
        { owner: ownerOf(connector), name, host },
        value,
      );
      ctx.about(`${connector}.${name}`);
      const updatedAt = ctx.now.toISOString();
      return { connector, name, label, variable, host, setBy: "dashboard", updatedAt };
    }),

  removeSecret: command("connectors:write")
    .meta({ summary: "Forget a third party's secret" })
    .input(RemoveSecret)
    .output(RemoveSecret)
    .mutation(async ({ ctx, input: { connector, name } }) => {
      findCredential(ctx, connector, name);
      await ctx.services.identity.secrets.remove(ctx.db, { owner: ownerOf(connector), name });
      ctx.about(`${connector}.${name}`);
      return { connector, name };
    }),
});

function ownerOf(connector: string): string {
  return `connector:${connector}`;
}

function findCredential({ services }: Context, connector: string, name: string): Credential {
  const found = services.connectors.credentials.find(
    (one) => one.connector === connector && one.name === name,
  );
  if (found) return found;
  throw new AppError("not_found", { detail: `No connector ${connector} has a secret ${name}.` });
}

function setByVariable({ variable }: Credential): AppError {
  return new AppError("conflict", {
    detail: `${variable} is set and counts before what is entered here. Unset it and start again.`,
  });
}

async function stateOf(connectors: Connectors, id: string) {
  try {
    const connector = await connectors.get(id);
    return {
      id,
      name: connector?.name ?? id,
      configured: connector?.configured ?? false,
      problem: null,
    };
  } catch (error) {
    // A secret that was entered for another host; the other connectors are shown in any case.
    if (!(error instanceof AppError)) throw error;
    return { id, name: id, configured: false, problem: error.message };
  }
}

async function statesOf({ services }: Context, credentials: readonly Credential[]) {
  const [first] = credentials;
  const kept = first ? await services.identity.secrets.list(ownerOf(first.connector)) : [];
  return credentials.map(({ fromVariable, ...credential }) => {
    const stored = kept.find(({ name }) => name === credential.name);
    const setBy = fromVariable ? "variable" : stored ? "dashboard" : null;
    return { ...credential, setBy, updatedAt: stored?.updatedAt.toISOString() ?? null } as const;
  });
}
