import { isObject, type JsonObject, listOf, objectOf, ownMember, textOf } from "./json.ts";
import { typesOf } from "./schema.ts";

/** What is wrong with a value, at the place that the names lead to. */
export type SchemaFault = { path: string[]; detail: string };

/**
 * What a self-contained schema finds wrong with a value. Words of JSON Schema that are not known here
 * are passed over: a document must never keep a right value out. Schemas come from strangers: no code
 * is made of them, but a `pattern` may take for ever, so run this where it can be ended.
 */
export function faultsOf(schema: JsonObject, value: unknown, path: string[] = []): SchemaFault[] {
  if (path.length > depthMax) return [];
  const wrongType = typeFault(schema, value);
  if (wrongType) return [{ path, detail: wrongType }];
  const own = [choiceFault(schema, value), textFault(schema, value), numberFault(schema, value)]
    .filter((detail) => detail !== null)
    .map((detail) => ({ path, detail }));
  const below = Array.isArray(value)
    ? listFaults(schema, value, path)
    : isObject(value)
      ? memberFaults(schema, value, path)
      : [];
  return [...own, ...below, ...combinedFaults(schema, value, path)].slice(0, faultsMax);
}

const depthMax = 30;
const faultsMax = 50;

function typeFault(schema: JsonObject, value: unknown): string | null {
  const types = typesOf(schema);
  if (types.length === 0 || types.some((type) => isOfType(type, value))) return null;
  const wanted = types.map((type) => typeWords[type] ?? type).join(" or ");
  return `This must be ${wanted}, not ${value === undefined ? "nothing" : shown(value)}.`;
}

const typeWords: Record<string, string> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function isOfType(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isObject(value);
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type || !(type in typeWords);
}

function choiceFault(schema: JsonObject, value: unknown): string | null {
  if ("const" in schema && !isSame(schema.const, value))
    return `This must be ${shown(schema.const)}.`;
  const choices = listOf(schema.enum);
  if (choices.length === 0 || choices.some((choice) => isSame(choice, value))) return null;
  return `This must be one of ${choices.map(shown).join(", ").slice(0, 300)}.`;
}

function textFault(schema: JsonObject, value: unknown): string | null {
  if (typeof value !== "string") return null;
  const length = [...value].length;
  const [min, max] = [numberOf(schema.minLength), numberOf(schema.maxLength)];
  if (min !== null && length < min) return `This needs at least ${min} characters.`;
  if (max !== null && length > max) return `This may have at most ${max} characters.`;
  const pattern = textOf(schema.pattern);
  if (pattern === undefined || matches(pattern, value)) return null;
  return `This must match ${pattern.slice(0, 200)}.`;
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    // Written for another engine than ours.
    return true;
  }
}

function numberFault(schema: JsonObject, value: unknown): string | null {
  if (typeof value !== "number") return null;
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const [min, max] = [numberOf(minimum), numberOf(maximum)];
  const [over, under] = [
    above === true ? min : numberOf(above),
    below === true ? max : numberOf(below),
  ];
  if (over !== null && value <= over) return `This must be more than ${over}.`;
  if (under !== null && value >= under) return `This must be less than ${under}.`;
  if (min !== null && value < min) return `This must be at least ${min}.`;
  return max !== null && value > max ? `This must be at most ${max}.` : null;
}

function listFaults(schema: JsonObject, value: unknown[], path: string[]): SchemaFault[] {
  const [min, max] = [numberOf(schema.minItems), numberOf(schema.maxItems)];
  const faults: SchemaFault[] = [];
  if (min !== null && value.length < min) {
    faults.push({ path, detail: `This needs at least ${min} entries.` });
  }
  if (max !== null && value.length > max) {
    faults.push({ path, detail: `This may have at most ${max} entries.` });
  }
  if (!isObject(schema.items)) return faults;
  const items = schema.items;
  const below = value
    .slice(0, 1000)
    .flatMap((item, at) => faultsOf(items, item, [...path, String(at)]));
  return [...faults, ...below];
}

function memberFaults(schema: JsonObject, value: JsonObject, path: string[]): SchemaFault[] {
  const properties = objectOf(schema.properties);
  const missing = listOf(schema.required)
    .filter((name) => typeof name === "string" && ownMember(value, name) === undefined)
    .map((name) => ({ path: [...path, String(name)], detail: "This is required." }));
  const rest = schema.additionalProperties;
  const below = Object.entries(value).flatMap(([name, member]) => {
    const at = [...path, name];
    const known = ownMember(properties, name) ?? (rest === undefined ? {} : rest);
    if (known === false) return [{ path: at, detail: "There is no such member." }];
    return member === undefined ? [] : faultsOf(objectOf(known), member, at);
  });
  return [...missing, ...below];
}

function combinedFaults(schema: JsonObject, value: unknown, path: string[]): SchemaFault[] {
  const all = listOf(schema.allOf).flatMap((part) => faultsOf(objectOf(part), value, path));
  const choices = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].map((one) =>
    faultsOf(objectOf(one), value, path),
  );
  if (choices.length === 0 || choices.some((faults) => faults.length === 0)) return all;
  // What the choice misses that comes nearest.
  const nearest = choices.reduce((best, faults) => (faults.length < best.length ? faults : best));
  return [...all, ...nearest];
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 60);
}
