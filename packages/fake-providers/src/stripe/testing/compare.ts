import { z } from "zod";
import { membersOf, nameOf, partsOf, type SdkParameter, type SdkTypes } from "./sdk-types.ts";

/** Where a table of ours contradicts the SDK's type of that name, a line each. */
export function contradictions(
  schema: z.ZodType,
  types: SdkTypes,
  name: string,
  scope = "",
): string[] {
  const members = membersOf(types, name, scope);
  if (!members) return [`${name}: the SDK has no such type`];
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  const unknown = Object.entries<z.ZodType>(shape).flatMap(([key, ours]) => {
    const theirs = members.get(key);
    if (!theirs) return [`${name}.${key}: the SDK does not know it`];
    return compare(ours, theirs, types, `${name}.${key}`);
  });
  const forgotten = [...members].flatMap(([key, { optional }]) =>
    optional || key in shape ? [] : [`${name}.${key}: the SDK demands it`],
  );
  return [...unknown, ...forgotten];
}

function compare(ours: z.ZodType, theirs: SdkParameter, types: SdkTypes, path: string): string[] {
  const inner = core(ours);
  const found: string[] = [];
  if (!theirs.optional && ours.safeParse(undefined).success) found.push(`${path}: is required`);
  const parts = partsOf(types, theirs.type, theirs.scope);
  for (const option of inner instanceof z.ZodUnion ? inner.options : [inner]) {
    if (!(option instanceof z.ZodType)) continue;
    const faults = parts.map((part) => fits(core(option), part, types, path));
    // A union of theirs is met where one of its parts is.
    const best = faults.sort((a, b) => a.length - b.length)[0] ?? [`${path}: has no type`];
    if (!(core(option) instanceof z.ZodEnum && hasEvery(core(option), parts))) found.push(...best);
  }
  return found;
}

type Part = ReturnType<typeof partsOf>[number];

function fits(ours: z.ZodType, { type, scope }: Part, types: SdkTypes, path: string): string[] {
  const wrong = [`${path}: is ${type.type} to the SDK`];
  if (type.type === "TsKeywordType") return keywordFits(ours, type.kind) ? [] : wrong;
  if (type.type !== "TsTypeReference") return wrong;
  const name = nameOf(type.typeName);
  const [element] = type.typeParams?.params ?? [];
  if (name === "Array" && element && ours instanceof z.ZodArray) {
    if (!(ours.element instanceof z.ZodType)) return wrong;
    return compare(ours.element, { optional: true, type: element, scope }, types, `${path}[]`);
  }
  if (name === "MetadataParam") return ours instanceof z.ZodRecord ? [] : wrong;
  if (!(ours instanceof z.ZodObject)) return wrong;
  return contradictions(ours, types, name, scope);
}

function keywordFits(ours: z.ZodType, keyword: string): boolean {
  if (keyword === "boolean") return isFlag(ours);
  if (keyword === "number") return isText(ours) && isInteger(ours);
  return keyword === "string" && isText(ours) && !isInteger(ours);
}

const isText = (ours: z.ZodType) =>
  ours instanceof z.ZodString || ours instanceof z.ZodStringFormat;
const isInteger = (ours: z.ZodType) => ours.safeParse("7").success && !ours.safeParse("x").success;
const isFlag = (ours: z.ZodType) => ours instanceof z.ZodEnum && ours.options.includes("true");

function hasEvery(ours: z.ZodType, parts: Part[]): boolean {
  const known = parts.flatMap(({ type }) =>
    type.type === "TsLiteralType" && type.literal.type === "StringLiteral"
      ? [type.literal.value]
      : [],
  );
  return (
    ours instanceof z.ZodEnum && ours.options.every((option) => known.includes(String(option)))
  );
}

/** What a schema reads first: without `optional`, defaults and what is made of the text. */
function core(schema: z.ZodType): z.ZodType {
  const inner =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
      ? schema.unwrap()
      : schema instanceof z.ZodPipe
        ? schema.in
        : schema;
  return inner === schema || !(inner instanceof z.ZodType) ? schema : core(inner);
}
