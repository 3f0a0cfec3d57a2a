import { type HttpClient, isLoopbackUrl } from "@crossdock/http";
import { bluesky } from "./bluesky/definition.ts";
import type { Connector, Health } from "./contract.ts";
import type { ConnectDeps, ConnectorDefinition } from "./definition.ts";
import { disk } from "./disk/definition.ts";
import { facebook } from "./facebook/definition.ts";
import { instagram } from "./instagram/definition.ts";
import { mastodon } from "./mastodon/definition.ts";
import { paypal } from "./paypal/definition.ts";
import { http as httpPost } from "./post/definition.ts";
import { s3 } from "./s3/definition.ts";
import { type ConnectorStore, type MergedSettings, mergeSettings } from "./settings.ts";
import { slack } from "./slack/definition.ts";
import { smtp } from "./smtp/definition.ts";
import { stripe } from "./stripe/definition.ts";
import { test } from "./test/definition.ts";
import { x } from "./x/definition.ts";

/** Every connector that there is. */
export const definitions = [
  paypal,
  smtp,
  stripe,
  test,
  mastodon,
  bluesky,
  facebook,
  instagram,
  x,
  slack,
  httpPost,
  s3,
  disk,
] as const;

export type ConnectorId = (typeof definitions)[number]["id"];

export type ConnectorsOptions = Omit<ConnectDeps, "allowLoopback"> & {
  /** The environment; a definition names the variables of its settings. */
  variables: Readonly<Record<string, unknown>>;
  /** What was entered; without one the variables alone count. */
  store?: ConnectorStore;
  /**
   * The client of a connector that may reach this machine: where the product itself is there, or a
   * variable names such an address. `http` by default.
   */
  loopbackHttp?: HttpClient;
};

/** `off` is the reason why an admin has switched it off, `problem` why its settings do not serve. */
export type RegisteredConnector = Connector & { off: string | null; problem: string | null };

/** True where it may be used for something new: set up, and not switched off. */
export function isReady<C extends RegisteredConnector>(connector: C | undefined): connector is C {
  return connector?.configured === true && connector.off === null;
}

export type Connectors = {
  definitions: readonly ConnectorDefinition[];
  /**
   * The connector, configured or not; undefined where there is none of this id. Right within a second
   * of a change, and the same one as long as its settings are.
   */
  get(id: string): Promise<RegisteredConnector | undefined>;
  /** The settings as they are now, each with where it comes from. It holds secrets. */
  settings(definition: ConnectorDefinition): Promise<MergedSettings>;
  /** Asks the store anew at the next use: for when somebody tells of a change. */
  forget(): void;
};

/** Makes the connectors of one running product. Each is made at its first use. */
export function createConnectors(options: ConnectorsOptions): Connectors {
  const { variables, store = nothingStored } = options;
  const known = new Map<string, { connector: Promise<RegisteredConnector>; until: number }>();
  const made = new Map<string, { key: string; connector: Promise<Connector> }>();

  async function read(definition: ConnectorDefinition) {
    const { entered, off } = await store.read(definition.id);
    const { readSecret } = store;
    return { off, merged: await mergeSettings(definition, variables, { entered, readSecret }) };
  }

  function connect(definition: ConnectorDefinition, merged: MergedSettings): Promise<Connector> {
    const key = JSON.stringify([merged.values, merged.problem]);
    const last = made.get(definition.id);
    if (last?.key === key) return last.connector;
    const connector = open(definition, merged, options);
    made.set(definition.id, { key, connector });
    connector.catch(() => made.delete(definition.id));
    return connector;
  }

  function ask(definition: ConnectorDefinition): Promise<RegisteredConnector> {
    const connector = read(definition).then(async ({ off, merged }) => {
      const one = await connect(definition, merged);
      return { ...one, off, problem: merged.problem };
    });
    const entry = { connector, until: performance.now() + 1000 };
    known.set(definition.id, entry);
    connector.catch(() => known.get(definition.id) === entry && known.delete(definition.id));
    return connector;
  }

  return {
    definitions,
    async get(id) {
      const definition = definitionOf(id);
      if (!definition) return undefined;
      const entry = known.get(id);
      return entry && performance.now() < entry.until ? entry.connector : ask(definition);
    },
    settings: async (definition) => (await read(definition)).merged,
    forget: () => known.clear(),
  };
}

const nothingStored: ConnectorStore = {
  read: async () => ({ entered: {}, off: null }),
  readSecret: async () => null,
};

function definitionOf(id: string): ConnectorDefinition | undefined {
  return definitions.find((definition) => definition.id === id);
}

async function open(
  definition: ConnectorDefinition,
  { values, fields, problem }: MergedSettings,
  { http, loopbackHttp = http, appUrl, now, testSecret, trustedRoots }: ConnectorsOptions,
): Promise<Connector> {
  const { id, name, settings } = definition;
  if (problem !== null) return unconfigured(id, name, problem);
  // What an admin enters may not reach this machine (SSRF); what the operator set in a variable may.
  const allowLoopback =
    isLoopbackUrl(appUrl) ||
    fields.some(({ source, value }) => source === "variable" && isLoopbackUrl(value ?? ""));
  const client = (allowLoopback ? loopbackHttp : http).as(id);
  const deps = { http: client, allowLoopback, appUrl, now, testSecret, trustedRoots };
  return definition.connect(settings.parse(values), deps);
}

function unconfigured(id: string, name: string, detail: string): Connector {
  const health: Health = { ok: false, detail };
  return { id, name, configured: false, check: async () => health };
}
