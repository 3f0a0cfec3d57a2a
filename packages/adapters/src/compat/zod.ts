import { z } from "zod";

type Schema = z.core.$ZodType;

/** The schema inside of `.optional()`, `.nullable()`, `.default()` and their like. */
export function unwrap(schema: Schema): z.core.$ZodTypes {
  // Zod names this union for whoever walks schemas: every schema of its own is one of it.
  const known = schema as z.core.$ZodTypes;
  const { def } = known._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
    case "catch":
      return unwrap(def.innerType);
    case "lazy":
      return unwrap(def.getter());
    default:
      return known;
  }
}

/** The object that an input is, whatever is done to it before and after; nothing where it is none. */
export function objectOf(schema: Schema): z.ZodObject | undefined {
  const inner = unwrap(schema);
  const { def } = inner._zod;
  if (def.type === "pipe") return objectOf(isPreprocess(inner) ? def.out : def.in);
  return inner instanceof z.ZodObject ? inner : undefined;
}

/** Whether the first thing that happens to a value is a function of the caller's own. */
export function isPreprocess(schema: Schema): boolean {
  const { def } = unwrap(schema)._zod;
  return def.type === "pipe" && unwrap(def.in)._zod.def.type === "transform";
}

export function isVoid(schema: Schema): boolean {
  return ["void", "undefined", "never"].includes(unwrap(schema)._zod.def.type);
}

/** Whether no input at all will do. */
export function isOptional(schema: Schema): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "nullable" || def.type === "readonly") return isOptional(def.innerType);
  return ["optional", "default", "prefault", "catch"].includes(def.type);
}

/** Whether a path or a query can spell a member. */
export function isSpellable(schema: Schema): boolean {
  const { def } = unwrap(schema)._zod;
  if (def.type === "array") return isSpellable(def.element);
  if (def.type === "union") return def.options.every(isSpellable);
  return !nested.has(def.type);
}

const nested = new Set(["object", "record", "map", "set", "tuple", "intersection", "file"]);
