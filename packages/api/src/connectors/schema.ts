import { Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";

const ConnectorName = z.string().max(20);

export const ConnectorCheck = z.object({
  ok: z.boolean(),
  /** What the third party said, in a sentence. */
  detail: z.string().max(1000),
  at: Timestamp,
});

export const ConnectorWarning = z.object({
  kind: z.enum(["deprecation", "sunset", "unknown_shape", "certificate"]),
  detail: z.string().max(500),
  /** The last call that showed it. */
  call: z.string().max(600),
  firstAt: Timestamp,
  lastAt: Timestamp,
});

export const OutboundCall = z.object({
  id: z.string().max(40),
  method: z.string().max(10),
  host: z.string().max(300),
  path: z.string().max(500),
  attempt: z.int(),
  status: z.int().nullable(),
  /** Why there was no answer. */
  error: z.string().max(20).nullable(),
  durationMs: z.int(),
  providerRequestId: z.string().max(100).nullable(),
  requestId: z.string().max(200),
  at: Timestamp,
});

export const ConnectorSummary = z.object({
  id: ConnectorName,
  name: z.string().max(100),
  summary: z.string().max(200),
  category: z.enum(["payments", "mail", "social", "storage", "chat"]),
  /** `problem`: it is set up and does not work; `off`: an admin has switched it off. */
  state: z.enum(["configured", "problem", "off", "unconfigured"]),
  configured: z.boolean(),
  /** Why it is off. */
  off: z.string().max(1000).nullable(),
  /** Why it cannot be used as it is set. */
  problem: z.string().max(1000).nullable(),
  lastCheck: ConnectorCheck.nullable(),
  lastCall: OutboundCall.pick({ status: true, error: true, at: true }).nullable(),
  /** How many warnings were seen in the last week. */
  warnings: z.int(),
});

/** A setting: what it is, and where its value comes from. A secret's value is told to nobody. */
export const ConnectorSetting = z.object({
  name: z.string().max(50),
  title: z.string().max(100),
  description: z.string().max(500),
  kind: z.enum(["text", "address", "number", "boolean", "choice"]),
  choices: z.array(z.string().max(100)),
  secret: z.boolean(),
  needed: z.boolean(),
  /** The environment variable that sets it, before what is entered here. */
  variable: z.string().max(100).nullable(),
  variableOnly: z.boolean(),
  source: z.enum(["variable", "entered", "default"]).nullable(),
  value: z.string().max(2000).nullable(),
  /** What counts where nothing is entered. */
  fallback: z.string().max(2000).nullable(),
  /** When a secret was entered. */
  enteredAt: Timestamp.nullable(),
});

export const ConnectorDetail = ConnectorSummary.extend({
  apiVersion: z.string().max(100),
  docs: z.string().max(500),
  /** Our address for its webhooks, and where to enter it there; null where it sends none. */
  webhook: z.object({ url: z.string().max(500), where: z.string().max(300) }).nullable(),
  /** The one host that its secrets are told to; null until the address is entered. */
  host: z.string().max(300).nullable(),
  /** Of the entered settings; 0 where there are none. */
  version: z.int(),
  settings: z.array(ConnectorSetting),
  checks: z.array(ConnectorCheck),
  seenWarnings: z.array(ConnectorWarning),
});

export const ListConnectors = z.strictObject({});
export const ConnectorList = Page(ConnectorSummary);

export const GetConnector = z.strictObject({ id: ConnectorName });

export const DisableConnector = z.strictObject({
  id: ConnectorName,
  reason: z.string().trim().min(3, "Say why: whoever it refuses reads it.").max(200),
});

export const UpdateConnector = z.strictObject({
  id: ConnectorName,
  version: z.int().min(0).describe("The version that the change is based on"),
  values: z
    .record(z.string().max(50), z.string().trim().max(2000).nullable())
    .refine((values) => Object.keys(values).length <= 50, "At most 50 settings")
    .describe("Settings to change, as texts; null or an empty text takes one back"),
});

export const CheckResult = ConnectorCheck.extend({ id: ConnectorName });

export const ListCalls = z.strictObject({
  id: ConnectorName,
  failed: z.boolean().optional().describe("Only what was refused, or got no answer"),
  ...pageQuery,
});
export const OutboundCallPage = Page(OutboundCall);

const secret = { connector: ConnectorName, name: z.string().max(50) };

export const SetSecret = z.strictObject({
  ...secret,
  value: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+(, ?[\x21-\x7e]+)*$/, "Paste the secret alone, without words around it.")
    .max(4000),
});

export const RemoveSecret = z.strictObject(secret);

export const StoredSecret = z.object({
  ...secret,
  host: z.string().max(300),
  enteredAt: Timestamp,
});
