import { longestMatch } from "./longest-match.ts";
import type { Pair } from "./misfits.ts";
import type { Node } from "./nodes.ts";

/** Where the closed list of values does not do any more. */
export function valueMisfits({ way, given, taken, where }: Pair): string[] {
  const values = valuesOf(given);
  const known = valuesOf(taken);
  if (known === undefined) {
    const outside = (values ?? []).filter((value) => !isWithin(value, taken));
    return outside.map((value) => `${where}: ${JSON.stringify(value)} is outside of the limits`);
  }
  if (values === undefined) {
    const change = way === "request" ? "it is a closed list now" : "it is no closed list any more";
    return [`${where}: ${change}`];
  }
  // Whoever gets a problem of a code that is new to them has its status to go by (RFC 9457 §3.1.1).
  if (way === "problem") return [];
  const change = way === "request" ? "is no longer taken" : "is a new value of a closed list";
  return values
    .filter((value) => !known.includes(value))
    .map((value) => `${where}: ${JSON.stringify(value)} ${change}`);
}

/** Where a limit is tighter for who gives, or looser for who takes. */
export function boundMisfits({ before, after, given, taken, where }: Pair): string[] {
  if (valuesOf(given) !== undefined) return [];
  return bounds
    .filter(({ of, isUpper }) => (isUpper ? of(given) > of(taken) : of(given) < of(taken)))
    .map(({ name, of }) => `${where}: ${name} was ${textOf(of(before))}, is ${textOf(of(after))}`);
}

type Bound = { name: string; of: (schema: Node) => number; isUpper: boolean };

const bounds: Bound[] = [
  { name: "minimum", of: leastOf, isUpper: false },
  { name: "maximum", of: mostOf, isUpper: true },
  { name: "minLength", of: (schema) => numberOr(schema.minLength, 0), isUpper: false },
  { name: "maxLength", of: longestOf, isUpper: true },
  ...["Items", "Properties"].flatMap((what): Bound[] => [
    { name: `min${what}`, of: (schema) => numberOr(schema[`min${what}`], 0), isUpper: false },
    { name: `max${what}`, of: (schema) => numberOr(schema[`max${what}`], Infinity), isUpper: true },
  ]),
];

// An excluded bound is one further; of fractions it is seen beside 0 alone, where it is used.
function leastOf({ type, minimum, exclusiveMinimum }: Node): number {
  const next = type === "integer" ? 1 : Number.MIN_VALUE;
  return Math.max(numberOr(minimum, -Infinity), numberOr(exclusiveMinimum, -Infinity) + next);
}

function mostOf({ type, maximum, exclusiveMaximum }: Node): number {
  const next = type === "integer" ? 1 : Number.MIN_VALUE;
  return Math.min(numberOr(maximum, Infinity), numberOr(exclusiveMaximum, Infinity) - next);
}

function longestOf({ maxLength, pattern, format }: Node): number {
  const implied = typeof pattern === "string" ? longestMatch(pattern) : Infinity;
  // RFC 3339 sets no end to the fractions of a second; nothing that is in use goes beyond billionths.
  const written = format === "date-time" ? "2026-01-02T03:04:05.123456789+01:00".length : Infinity;
  return Math.min(numberOr(maxLength, Infinity), implied, written);
}

function valuesOf({ enum: list, const: only }: Node): unknown[] | undefined {
  if (Array.isArray(list)) return list;
  return only === undefined ? undefined : [only];
}

function isWithin(value: unknown, schema: Node): boolean {
  if (typeof value === "number") return value >= leastOf(schema) && value <= mostOf(schema);
  if (typeof value !== "string") return true;
  const { minLength, pattern } = schema;
  if (value.length < numberOr(minLength, 0) || value.length > longestOf(schema)) return false;
  return typeof pattern !== "string" || new RegExp(pattern, "u").test(value);
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

function textOf(bound: number): string {
  return Number.isFinite(bound) ? String(bound) : "none";
}
