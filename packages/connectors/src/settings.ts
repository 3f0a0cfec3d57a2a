import { AppError } from "@crossdock/core";
import { z } from "zod";
import type { ConnectorDefinition } from "./definition.ts";
import { fieldsOf, type SettingField } from "./fields.ts";

/** What the product keeps for connectors. Nothing here is remembered: each call asks anew. */
export type ConnectorStore = {
  /** What was entered on the dashboard, secrets apart, and the reason where it is switched off. */
  read(connector: string): Promise<{ entered: Record<string, string>; off: string | null }>;
  /**
   * A stored secret for use at this host; null where there is none.
   * @throws AppError `connector_not_configured` where it was entered for another host
   */
  readSecret(secret: { connector: string; name: string; host: string }): Promise<string | null>;
};

type SettingSource = "variable" | "entered" | "default" | null;

/** A member with where its value comes from; the value itself only where it is no secret. */
export type SettingState = SettingField & { source: SettingSource; value: string | null };

/** The merged settings of one connector. `values` holds secrets: it stays in the process. */
export type MergedSettings = {
  fields: SettingState[];
  values: Record<string, string>;
  /** The one host that the secrets are for; null where the settings don't say it yet. */
  host: string | null;
  /** Why the connector cannot be used with them; null where it can. */
  problem: string | null;
};

/** For each member: its variable, else what was entered, else its default. */
export async function mergeSettings(
  definition: ConnectorDefinition,
  variables: Readonly<Record<string, unknown>>,
  store: Pick<ConnectorStore, "readSecret"> & { entered: Record<string, string> },
): Promise<MergedSettings> {
  const fields = fieldsOf(definition);
  const plain = fields.map((field) => ({ field, ...plainValue(field, variables, store.entered) }));
  const host = definition.host(readEach(definition, textsOf(plain)));
  let refusal: string | null = null;

  async function stored({ name, variableOnly }: SettingField): Promise<string | null> {
    if (host === null || variableOnly) return null;
    try {
      return await store.readSecret({ connector: definition.id, name, host });
    } catch (error) {
      // Entered for another host: that is a state of this connector, which its page explains.
      if (!(error instanceof AppError)) throw error;
      refusal = error.message;
      return null;
    }
  }

  const merged = await Promise.all(
    plain.map(async (one) => {
      const { field, text } = one;
      if (!field.secret || text !== null) return one;
      const secret = await stored(field);
      return secret === null ? one : { field, text: secret, source: "entered" as const };
    }),
  );
  const values = textsOf(merged);
  return {
    fields: merged.map(({ field, text, source }) => ({
      ...field,
      source,
      value: field.secret ? null : (text ?? field.fallback),
    })),
    values,
    host,
    problem: refusal ?? problemOf(definition, fields, values),
  };
}

type Valued = { field: SettingField; text: string | null; source: SettingSource };

function plainValue(
  { name, variable, variableOnly, secret, fallback }: SettingField,
  variables: Readonly<Record<string, unknown>>,
  entered: Record<string, string>,
): Omit<Valued, "field"> {
  const set = variable === null ? undefined : variables[variable];
  if (typeof set === "string") return { text: set, source: "variable" };
  const typed = secret || variableOnly ? undefined : entered[name];
  if (typed !== undefined) return { text: typed, source: "entered" };
  return { text: null, source: fallback === null ? null : "default" };
}

function textsOf(valued: readonly Valued[]): Record<string, string> {
  return Object.fromEntries(
    valued.flatMap(({ field, text }) => (text === null ? [] : [[field.name, text]])),
  );
}

// Member by member, so that one that is wrong hides no other.
function readEach({ settings }: ConnectorDefinition, texts: Record<string, string>) {
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settings.shape)) {
    const parsed = z.safeParse(schema, texts[name]);
    if (parsed.success) read[name] = parsed.data;
  }
  return read;
}

function problemOf(
  { name, settings }: ConnectorDefinition,
  fields: readonly SettingField[],
  values: Record<string, string>,
): string | null {
  const missing = fields.filter((field) => field.needed && values[field.name] === undefined);
  if (missing.length > 0) return `${name} is not configured: ${missing.map(mend).join(", ")}.`;
  const issue = settings.safeParse(values).error?.issues[0];
  if (!issue) return null;
  const title = fields.find((field) => field.name === issue.path[0])?.title ?? "The settings";
  return `${title}: ${issue.message}.`;
}

function mend({ title, variable, variableOnly }: SettingField): string {
  const enter = `enter its ${title.toLowerCase()}`;
  if (variable === null) return enter;
  return variableOnly ? `set ${variable}` : `set ${variable} or ${enter}`;
}
