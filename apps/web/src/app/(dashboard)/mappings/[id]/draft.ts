import type { FieldMapping, MappingDefinition } from "@crossdock/api/schemas";
import type { z } from "zod";

type FieldOf = z.infer<typeof FieldMapping>;

/** A place that an expression can be given for. */
export type Place = Pick<FieldOf, "in" | "path"> & {
  label: string;
  hint: string;
  required: boolean;
};

/** The places that the target names, and then those that the mapping has beyond them. */
export function placesOf(known: readonly Place[], fields: readonly FieldOf[]): Place[] {
  const names = new Set(known.map(nameOf));
  const others = fields.filter((field) => !names.has(nameOf(field)));
  return [
    ...known,
    ...others.map(({ in: place, path }) => ({
      ...{ in: place, path, label: path.join("."), hint: `in the ${place}`, required: false },
    })),
  ];
}

export function nameOf({ in: place, path }: Pick<FieldOf, "in" | "path">): string {
  return `${place} ${path.join(".")}`;
}

/** The definition with this expression; an empty one takes the field out. */
export function withField(
  definition: MappingDefinition,
  { in: place, path }: Pick<FieldOf, "in" | "path">,
  expression: string,
): MappingDefinition {
  const name = nameOf({ in: place, path });
  const known = definition.fields.some((field) => nameOf(field) === name);
  const fields = known
    ? definition.fields.map((field) => (nameOf(field) === name ? { ...field, expression } : field))
    : [...definition.fields, { in: place, path, expression }];
  return { ...definition, fields };
}

/** As it can be sent: without what is empty. */
export function tidied(definition: MappingDefinition): MappingDefinition {
  return {
    ...definition,
    filter: definition.filter?.trim() || null,
    body: definition.body?.trim() || null,
    fields: definition.fields.filter(({ expression }) => expression.trim() !== ""),
  };
}
