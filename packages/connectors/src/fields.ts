import { z } from "zod";
import type { ConnectorDefinition } from "./definition.ts";

/** A member of a connector's settings, as a form shows it. */
export type SettingField = {
  name: string;
  title: string;
  description: string;
  kind: "text" | "address" | "number" | "boolean" | "choice";
  /** The values of a choice; empty otherwise. */
  choices: string[];
  secret: boolean;
  /** The environment variable that sets it, before what was entered. */
  variable: string | null;
  variableOnly: boolean;
  /** Without it the connector is not configured. */
  needed: boolean;
  /** What counts where nothing is set, as text. */
  fallback: string | null;
};

/**
 * The members of a definition's settings, in its order.
 * @throws ZodError where one has no title or no description
 */
export function fieldsOf({ settings }: Pick<ConnectorDefinition, "settings">): SettingField[] {
  const { properties } = JsonObject.parse(
    z.toJSONSchema(settings, { io: "output", unrepresentable: "any" }),
  );
  return Object.entries(settings.shape).map(([name, schema]) => {
    const meta = Meta.parse(properties[name]);
    const { type, format, enum: choices = [] } = meta;
    return {
      ...{ name, title: meta.title, description: meta.description },
      kind: choices.length > 0 ? "choice" : format === "uri" ? "address" : kinds[type],
      choices,
      secret: meta.secret,
      variable: meta.variable,
      variableOnly: meta.variableOnly,
      needed: !z.safeParse(schema, undefined).success,
      fallback: meta.default === undefined ? null : String(meta.default),
    };
  });
}

const kinds = {
  string: "text",
  integer: "number",
  number: "number",
  boolean: "boolean",
} as const;

const Meta = z.object({
  title: z.string(),
  description: z.string(),
  secret: z.literal(true).optional().transform(Boolean),
  variable: z.string().nullable().default(null),
  variableOnly: z.literal(true).optional().transform(Boolean),
  type: z.enum(["string", "integer", "number", "boolean"]).catch("string"),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

const JsonObject = z.object({ properties: z.record(z.string(), z.unknown()) });
