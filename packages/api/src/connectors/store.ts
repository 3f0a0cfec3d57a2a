import type { ConnectorStore } from "@crossdock/connectors";
import type { Database } from "@crossdock/db";
import type { Identity } from "@crossdock/identity";
import { z } from "zod";

/** Whose the secrets of a connector are in the secret store. */
export function secretOwner(connector: string): string {
  return `connector:${connector}`;
}

/** What was entered for connectors: settings in their table, secrets sealed. */
export function createConnectorStore(
  { prisma }: Database,
  secrets: Identity["secrets"],
): ConnectorStore {
  return {
    async read(connector) {
      const where = { connector };
      const [setting, state] = await Promise.all([
        prisma.connectorSetting.findUnique({ where }),
        prisma.connectorState.findUnique({ where }),
      ]);
      const off = state && !state.enabled ? (state.reason ?? "No reason was given.") : null;
      return { entered: setting ? Entered.parse(setting.values) : {}, off };
    },
    readSecret: ({ connector, name, host }) =>
      secrets.read({ owner: secretOwner(connector), name, host }),
  };
}

const Entered = z.record(z.string(), z.string());
