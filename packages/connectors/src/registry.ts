import type { HttpClient } from "@crossdock/http";
import type { Connector } from "./contract.ts";
import { type Credential, type ReadSecret, storedSettings } from "./credentials.ts";
import type { SmtpConfig } from "./smtp/connector.ts";
import { type StripeConfig, stripeCredentials } from "./stripe/config.ts";
import type { TestConfig } from "./test/connector.ts";

/** One line a connector; its code is loaded when it is first asked for. */
const registry = {
  smtp: async ({ config }) => (await import("./smtp/connector.ts")).connectSmtp(config.smtp),
  stripe: async ({ config, http }, stored) =>
    (await import("./stripe/connector.ts")).connectStripe({ ...config.stripe, ...stored }, http),
  test: async ({ config }) => (await import("./test/connector.ts")).connectTest(config.test),
} satisfies Record<string, Connect>;

/** `stored` are the secrets that the settings lack and the store has. */
type Connect = (options: ConnectorsOptions, stored: Record<string, string>) => Promise<Connector>;

export type ConnectorId = keyof typeof registry;

/** Settings as plain values; a member that is left out leaves its connector unconfigured. */
export type ConnectorsConfig = { smtp?: SmtpConfig; stripe?: StripeConfig; test: TestConfig };

export type ConnectorsOptions = {
  config: ConnectorsConfig;
  /** The client for every HTTP call; with `allowLoopback` where a configured address is loopback. */
  http: HttpClient;
  /** Asked for the secrets that the settings lack. */
  readSecret?: ReadSecret;
};

export type Connectors = {
  ids: readonly ConnectorId[];
  /** The secrets that connectors need. */
  credentials: readonly Credential[];
  /**
   * The connector, configured or not; undefined where there is none of this id. Right within a second
   * of a change of its secrets.
   * @throws AppError `connector_not_configured` where a secret is kept for another host
   */
  get(id: string): Promise<Connector | undefined>;
};

/** Makes the connectors of one running product. Each is made at its first use. */
export function createConnectors(options: ConnectorsOptions): Connectors {
  const { readSecret = async () => null } = options;
  const credentials = stripeCredentials(options.config.stripe);
  const made = new Map<ConnectorId, { connector: Promise<Connector>; until: number }>();

  function make(id: ConnectorId): Promise<Connector> {
    const needed = credentials.filter(({ connector }) => connector === id);
    const connector = storedSettings(needed, readSecret).then((stored) =>
      registry[id](options, stored),
    );
    // What depends on no stored secret never changes.
    const changes = needed.some(({ fromVariable }) => !fromVariable);
    made.set(id, { connector, until: changes ? performance.now() + 1000 : Infinity });
    connector.catch(() => made.delete(id));
    return connector;
  }

  return {
    ids: connectorIds,
    credentials,
    async get(id) {
      if (!isConnectorId(id)) return undefined;
      const known = made.get(id);
      return known && performance.now() < known.until ? known.connector : make(id);
    },
  };
}

const connectorIds = Object.keys(registry).filter(isConnectorId);

function isConnectorId(id: string): id is ConnectorId {
  return Object.hasOwn(registry, id);
}
