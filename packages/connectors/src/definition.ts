import type { HttpClient } from "@crossdock/http";
import type { z } from "zod";
import type { Connector } from "./contract.ts";

declare module "zod" {
  interface GlobalMeta {
    /** Sealed where it is stored, told to the connector's host alone, and never shown. */
    secret?: true;
    /** The environment variable that sets it, before what was entered on the dashboard. */
    variable?: string;
    /** It cannot be entered: the variable is the only way. */
    variableOnly?: true;
  }
}

/**
 * What the product knows of a third party before it talks to it: the settings form, the page, the
 * merged settings and the health checks come out of this.
 */
export type ConnectorDefinition<Id extends string = string, S extends z.ZodObject = z.ZodObject> = {
  /** The segment of its inbound route, `/api/webhooks/{id}`. */
  id: Id;
  /** As the third party spells itself. */
  name: string;
  /** A sentence: what it is for. */
  summary: string;
  category: ConnectorCategory;
  /** The version of the third party's API that it was written for. */
  apiVersion: string;
  /** The page of the third party's documentation that it was written from. */
  docs: string;
  /** Where our webhook address is entered at the third party; left out where it sends none. */
  webhooks?: string;
  /**
   * Its members are read from texts, as variables and forms have them (`z.coerce.number()`,
   * `z.stringbool()`), and each says `.meta({ title, description, secret?, variable? })` last. A member
   * that is neither optional nor has a default is needed: without it the connector is not configured.
   */
  settings: S;
  /**
   * The one host that its secrets are told to, by the settings that are no secrets; null where that is
   * not known yet. A secret that was entered for another host is not used.
   */
  host(plain: Partial<z.output<S>>): string | null;
  /** Makes the connector of settings that are valid. Its code is imported here, at the first use. */
  connect(settings: z.output<S>, deps: ConnectDeps): Promise<Connector>;
};

export type ConnectorCategory = "payments" | "mail" | "social" | "storage" | "chat";

/** What a connector is given besides its settings. */
export type ConnectDeps = {
  /** For every call: it says which connector called, and may reach this machine where that is allowed. */
  http: HttpClient;
  /** Whether this machine may be reached, for a protocol that is not HTTP. */
  allowLoopback: boolean;
  /** The public address of the product, without a slash at the end. */
  appUrl: string;
  now: () => Date;
  /** What the built-in provider signs with. */
  testSecret: string;
  /** PEM of whom to trust for certificates that a third party signs with; Node's list by default. */
  trustedRoots?: readonly string[];
};

/** Holds a definition to its types. */
export function defineConnector<const Id extends string, S extends z.ZodObject>(
  definition: ConnectorDefinition<Id, S>,
): ConnectorDefinition<Id, S> {
  return definition;
}

/** The host of a setting that is an address; null where it is none. */
export function hostOf(address: string | undefined): string | null {
  return (address !== undefined && URL.parse(address)?.host) || null;
}
