import type { Document, Schema } from "./document.ts";
import { operationsIn } from "./document.ts";
import { resolve } from "./members.ts";

/**
 * Makes values that look like what a schema describes. Members are spelled as in the examples of the
 * document, where one has them: `sku` is the same in a request and in its answer.
 */
export function createSampler(document: Document): (schema: Schema, name?: string) => unknown {
  const known = exampleValues(document);
  return sample;

  function sample(schema: Schema, name?: string): unknown {
    const target = resolve(document, schema);
    const choice = (target.anyOf ?? target.oneOf)?.[0];
    if (choice) return sample(choice, name);
    if (target.const !== undefined) return target.const;
    if (target.enum) return target.enum[0];
    if (target.type === "array") return [sample(target.items ?? {}, name)];
    if (target.type === "object") return sampleObject(target);
    const fitting = known.get(name ?? "")?.find((value) => fits(target, value));
    return fitting ?? sampleScalar(target);
  }

  function sampleObject({ properties = {} }: Schema): Record<string, unknown> {
    const members = Object.entries(properties);
    return Object.fromEntries(members.map(([name, member]) => [name, sample(member, name)]));
  }
}

function sampleScalar({ type, format, pattern, minimum }: Schema): unknown {
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return Math.max(minimum ?? 0, 0);
  if (type !== "string") return null;
  const prefix = /^\^([a-z]+_)\[0-7\]/.exec(pattern ?? "")?.[1];
  if (prefix) return `${prefix}01jd7m3v9kf4s8qzt5w2x6y7ab`;
  if (format === "date-time") return "2026-11-22T09:30:00.000Z";
  return format === "uri" ? "https://shop.example/" : "…";
}

function fits({ type, pattern }: Schema, value: unknown): boolean {
  if (type === "string") return typeof value === "string" && new RegExp(pattern ?? "").test(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

/** What the examples of all requests say of a member, by its name. */
function exampleValues(document: Document): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>([["currency", ["EUR"]]]);
  for (const { operation } of operationsIn(document)) {
    for (const { example } of Object.values(operation.requestBody?.content ?? {})) {
      JSON.stringify(example, (name, value) => {
        const isScalar = typeof value !== "object" || value === null;
        if (isScalar) values.set(name, [...(values.get(name) ?? []), value]);
        return value;
      });
    }
  }
  return values;
}
