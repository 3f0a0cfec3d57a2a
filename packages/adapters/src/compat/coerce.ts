import type { z } from "zod";
import { isPreprocess, unwrap } from "./zod.ts";

/** Makes of a value what its schema takes, where it is a spelling of it; else returns it as it is. */
export type Coerce = (value: unknown) => unknown;

type Schema = z.core.$ZodType;

/**
 * Compiles the step that makes numbers, booleans, bigints and dates of their texts at any depth, without a
 * change to the schema. Nothing where there is nothing to do. What goes to a function of the caller's own
 * (`z.preprocess`, `z.coerce`) is left to it.
 */
export function compileCoerce(
  schema: Schema,
  known = new Map<Schema, Coerce>(),
): Coerce | undefined {
  if (isPreprocess(schema)) return undefined;
  const inner = unwrap(schema);
  const made = known.get(inner);
  if (made !== undefined) return made;
  const { def } = inner._zod;
  switch (def.type) {
    case "number":
    case "boolean":
    case "bigint":
    case "date":
      return def.coerce ? undefined : scalars[def.type];
    case "union":
      return unionStep(def.options);
    case "pipe":
      return compileCoerce(def.in, known);
    case "array":
      return arrayStep(def.element, known);
    case "object": {
      // A schema that holds itself: the step that is being made is the step of the inner one too.
      let step: Coerce | undefined;
      known.set(inner, (value) => (step === undefined ? value : step(value)));
      step = objectStep(def.shape, known);
      return step;
    }
    default:
      return undefined;
  }
}

/** The members that are lists, which a query with one of them spells as a single value. */
export function listsOf({ shape }: z.ZodObject): string[] {
  return Object.keys(shape).filter((name) => {
    const member = shape[name];
    return member !== undefined && unwrap(member)._zod.def.type === "array";
  });
}

const scalars = { number, boolean, bigint, date };

function number(value: unknown): unknown {
  if (typeof value !== "string" || value.trim() === "") return value;
  const read = Number(value);
  return Number.isNaN(read) ? value : read;
}

function boolean(value: unknown): unknown {
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  return value;
}

function bigint(value: unknown): unknown {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === "string" && /^-?\d{1,1000}$/.test(value) ? BigInt(value) : value;
}

function date(value: unknown): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const read = new Date(value);
  return Number.isNaN(read.getTime()) ? value : read;
}

/** A union that takes texts keeps what was sent: "12" may be a name. */
function unionStep(options: readonly Schema[]): Coerce | undefined {
  const steps: Coerce[] = [];
  for (const option of options) {
    const { type } = unwrap(option)._zod.def;
    if (type === "null" || type === "undefined") continue;
    if (!(type === "number" || type === "boolean" || type === "bigint" || type === "date")) return;
    steps.push(scalars[type]);
  }
  return (value) => {
    if (typeof value !== "string") return value;
    for (const step of steps) {
      const read = step(value);
      if (read !== value) return read;
    }
    return value;
  };
}

function arrayStep(element: Schema, known: Map<Schema, Coerce>): Coerce | undefined {
  const item = compileCoerce(element, known);
  if (item === undefined) return undefined;
  return (value) => (Array.isArray(value) ? value.map(item) : value);
}

function objectStep(
  shape: Readonly<Record<string, Schema>>,
  known: Map<Schema, Coerce>,
): Coerce | undefined {
  const members = Object.entries(shape).flatMap(([name, schema]) => {
    const step = compileCoerce(schema, known);
    return step === undefined ? [] : [{ name, step }];
  });
  if (members.length === 0) return undefined;
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const copy: Record<string, unknown> = { ...value };
    for (const { name, step } of members) {
      if (Object.hasOwn(copy, name)) copy[name] = step(copy[name]);
    }
    return copy;
  };
}
