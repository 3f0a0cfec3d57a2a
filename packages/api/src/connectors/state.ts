import type { ConnectorDefinition, SettingState } from "@crossdock/connectors";
import { AppError } from "@crossdock/core";
import type { Context } from "../procedure/context.ts";
import { secretOwner } from "./store.ts";

/** How a connector stands, and which of its secrets are set: never what they are. */
export async function stateOf({ services }: Context, definition: ConnectorDefinition) {
  const { id, name } = definition;
  const [{ fields, host, problem }, connector, kept] = await Promise.all([
    services.connectors.settings(definition),
    services.connectors.get(id),
    services.identity.secrets.list(secretOwner(id)),
  ]);
  const secrets = fields.filter(({ secret, variableOnly }) => secret && !variableOnly);
  return {
    ...{ id, name, problem },
    configured: connector?.configured ?? false,
    credentials: secrets.map(({ name, title: label, variable, source }) => {
      const stored = kept.find((one) => one.name === name);
      const setBy = source === "variable" ? source : stored ? ("dashboard" as const) : null;
      const updatedAt = stored?.updatedAt.toISOString() ?? null;
      return { connector: id, name, label, variable, host, setBy, updatedAt };
    }),
  };
}

/**
 * A secret setting of a connector, and the host that it is for as things are set now.
 * @throws AppError `not_found`
 */
export async function findSecret(
  { services: { connectors } }: Context,
  connector: string,
  name: string,
): Promise<{ field: SettingState; host: string | null }> {
  const definition = connectors.definitions.find(({ id }) => id === connector);
  const settings = definition && (await connectors.settings(definition));
  const field = settings?.fields.find((one) => one.name === name && one.secret);
  if (settings && field) return { field, host: settings.host };
  throw new AppError("not_found", { detail: `No connector ${connector} has a secret ${name}.` });
}
