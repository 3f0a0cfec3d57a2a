import type { HttpClient } from "@crossdock/http";
import type { Connector } from "./contract.ts";
import type { SmtpConfig } from "./smtp/connector.ts";
import type { StripeConfig } from "./stripe/config.ts";
import type { TestConfig } from "./test/connector.ts";

/** One line a connector; its code is loaded when it is first asked for. */
const registry = {
  smtp: async ({ config }) => (await import("./smtp/connector.ts")).connectSmtp(config.smtp),
  stripe: async (options) =>
    (await import("./stripe/connector.ts")).connectStripe(options.config.stripe, options.http),
  test: async ({ config }) => (await import("./test/connector.ts")).connectTest(config.test),
} satisfies Record<string, (options: ConnectorsOptions) => Promise<Connector>>;

export type ConnectorId = keyof typeof registry;

/** Settings as plain values; a member that is left out leaves its connector unconfigured. */
export type ConnectorsConfig = { smtp?: SmtpConfig; stripe?: StripeConfig; test: TestConfig };

export type ConnectorsOptions = {
  config: ConnectorsConfig;
  /** The client for every HTTP call; with `allowLoopback` where a configured address is loopback. */
  http: HttpClient;
};

export type Connectors = {
  ids: readonly ConnectorId[];
  /** The connector, configured or not; undefined where there is none of this id. */
  get(id: string): Promise<Connector | undefined>;
};

/** Makes the connectors of one running product. Each is made once, at its first use. */
export function createConnectors(options: ConnectorsOptions): Connectors {
  const made = new Map<ConnectorId, Promise<Connector>>();
  return {
    ids: connectorIds,
    async get(id) {
      if (!isConnectorId(id)) return undefined;
      const connector = made.get(id) ?? registry[id](options);
      made.set(id, connector);
      return connector;
    },
  };
}

const connectorIds = Object.keys(registry).filter(isConnectorId);

function isConnectorId(id: string): id is ConnectorId {
  return Object.hasOwn(registry, id);
}
