import fc from "fast-check";
import { at, branchesOf, membersAt, type Node, type Place, textsOf } from "../openapi/document.ts";

/**
 * `any` valid value; one of the `edges` of its limits; a `full` one, with all members, an item in each
 * list and no null, in which there is a place for every mistake.
 */
export type Size = "any" | "edges" | "full";

/** Valid values of a schema. */
export function valuesOf(schema: Place, size: Size): fc.Arbitrary<unknown> {
  const branches = branchesOf(schema).filter(({ node }) => size !== "full" || node.type !== "null");
  const [first = schema] = branches;
  const chosen = size === "full" ? [first] : branches;
  return fc.oneof(...chosen.map((branch) => branchValues(branch, size)));
}

function branchValues(schema: Place, size: Size): fc.Arbitrary<unknown> {
  const { type, enum: list, const: only } = schema.node;
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(list)) return fc.constantFrom(...list);
  if (type === "object") return objects(schema, size);
  if (type === "array") return lists(schema, size);
  if (type === "string") return texts(schema.node, size);
  if (type === "integer") return integers(schema.node, size);
  if (type === "boolean") return fc.boolean();
  if (type === "null") return fc.constant(null);
  throw new Error(`${schema.pointer}: no values are known of ${String(type)}`);
}

function objects(schema: Place, size: Size): fc.Arbitrary<unknown> {
  const members = membersAt(at(schema, "properties"));
  const known = fc.record(
    Object.fromEntries(members.map(([name, member]) => [name, valuesOf(member, size)])),
    size === "full" ? {} : { requiredKeys: textsOf(schema.node.required) },
  );
  if (typeof schema.node.additionalProperties !== "object") return known;
  const names = texts(at(schema, "propertyNames").node, size).filter((name) => !(name in {}));
  const others = fc.dictionary(names, valuesOf(at(schema, "additionalProperties"), size), {
    minKeys: size === "full" ? 1 : 0,
    maxKeys: 3,
  });
  return fc.tuple(known, others).map(([some, more]) => ({ ...more, ...some }));
}

// More would only be longer: what a list holds is tried out with few.
const itemsUsually = 4;

function lists(schema: Place, size: Size): fc.Arbitrary<unknown> {
  const least = numberOr(schema.node.minItems, 0);
  const most = numberOr(schema.node.maxItems, itemsUsually);
  // The items of a list of the greatest length are small, or the whole would be too large for a body.
  if (size === "edges") {
    const items = valuesOf(at(schema, "items"), "any");
    return fc
      .constantFrom(least, most)
      .chain((length) => fc.array(items, { minLength: length, maxLength: length, size: "max" }));
  }
  return fc.array(valuesOf(at(schema, "items"), size), {
    minLength: size === "full" ? Math.max(1, least) : least,
    maxLength: Math.min(most, itemsUsually),
  });
}

function integers({ minimum, maximum }: Node, size: Size): fc.Arbitrary<unknown> {
  const min = numberOr(minimum, Number.MIN_SAFE_INTEGER);
  const max = numberOr(maximum, Number.MAX_SAFE_INTEGER);
  return size === "edges" ? fc.constantFrom(min, max) : fc.integer({ min, max });
}

function texts({ format, pattern, minLength, maxLength }: Node, size: Size): fc.Arbitrary<string> {
  const min = numberOr(minLength, 0);
  const max = numberOr(maxLength, 100);
  if (pattern === "^[A-Z]{3}$") return fc.constantFrom(...currencies);
  if (format === "date-time") return instants;
  if (format === "uri") return fc.webUrl({ withQueryParameters: true });
  if (typeof pattern === "string") {
    return matching(pattern).filter(({ length }) => length >= min && length <= max);
  }
  const lengths = size === "edges" ? fc.constantFrom(min, max) : shorter(min, max);
  return (
    lengths
      .chain((length) =>
        fc.array(characters, { minLength: length, maxLength: length, size: "max" }),
      )
      .map((all) => fit(all, max))
      // White space around a text does not count: JSON Schema has no word for that.
      .filter((text) => text.trim().length >= min)
  );
}

// Not any three letters are a currency; and a price is there in euros alone.
const currencies = ["EUR", "USD", "JPY"];

// Patterns are slow to build, and few.
const textsByPattern = new Map<string, fc.Arbitrary<string>>();

function matching(pattern: string): fc.Arbitrary<string> {
  const known = textsByPattern.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
  textsByPattern.set(pattern, known);
  return known;
}

function shorter(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max: Math.min(max, min + 20) });
}

const instants = fc
  .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
  .chain((date) =>
    fc.constantFrom(
      date.toISOString(),
      date.toISOString().replace("Z", "+05:30"),
      date.toISOString().replace(/\.\d+/, ""),
    ),
  );

// Letters of several scripts and whatever means something to a format, a shell, a page or a database.
const characters = fc.oneof(
  fc.constantFrom(..."abcXYZ019 -_.,:;/\\|\"'`<>&%$#@!?*+=~^()[]{}\n\t"),
  fc.constantFrom("é", "ß", "Ж", "漢", "ب", "\u00a0", "\u202e", "\u200d", "😀", "\ufeff"),
);

/** Zod counts UTF-16 units where JSON Schema counts characters: both are content here. */
function fit(all: string[], max: number): string {
  let text = "";
  for (const character of all) if (text.length + character.length <= max) text += character;
  return text;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
