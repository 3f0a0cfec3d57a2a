import {
  at,
  branchesOf,
  membersAt,
  type Node,
  type Place,
  textsOf,
  typesOf,
} from "../openapi/document.ts";

/** One thing that is wrong with a value, and where: `["lines", 0, "sku"]`. */
export type Mistake = {
  what: string;
  place: (string | number)[];
  /** What stands there instead; undefined takes it away. */
  spoil: (valid: unknown) => unknown;
};

/** All that can be wrong with a value of this schema, which has a place for it. */
export function mistakesIn(schema: Place, place: Mistake["place"] = []): Mistake[] {
  const [branch = schema] = branchesOf(schema).filter(({ node }) => node.type !== "null");
  return [
    ...wrongTypes(schema).map((value) => replaced(`is ${JSON.stringify(value)}`, place, value)),
    ...(Array.isArray(branch.node.enum)
      ? [replaced("is no value of the list", place, "none")]
      : []),
    ...(branch.node.type === "string" ? wrongTexts(branch.node, place) : []),
    ...(branch.node.type === "integer" ? wrongNumbers(branch.node, place) : []),
    ...(branch.node.type === "array" ? wrongLists(branch, place) : []),
    ...(branch.node.type === "object" ? wrongObjects(branch, place) : []),
  ];
}

/** A copy of the value with the mistake in it. */
export function withMistake(value: unknown, { place, spoil }: Mistake): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return spoil(value);
  const copy: unknown = structuredClone(value);
  if (typeof copy !== "object" || copy === null) return copy;
  const member = withMistake(Reflect.get(copy, name), { what: "", place: rest, spoil });
  if (member === undefined) Reflect.deleteProperty(copy, name);
  else Reflect.set(copy, name, member);
  return copy;
}

function wrongTypes(schema: Place): unknown[] {
  const types = typesOf(schema);
  const samples = { string: "word", number: 1.5, boolean: true, null: null, array: [], object: {} };
  return Object.entries(samples)
    .filter(([type]) => !types.includes(type) && types.length > 0)
    .map(([, sample]) => sample);
}

function wrongTexts({ minLength, maxLength, pattern, format }: Node, place: Mistake["place"]) {
  const mistakes: Mistake[] = [];
  if (typeof minLength === "number" && minLength > 0)
    mistakes.push(replaced("is too short", place, "x".repeat(minLength - 1)));
  if (typeof maxLength === "number")
    mistakes.push(replaced("is too long", place, "x".repeat(maxLength + 1)));
  if (pattern !== undefined) mistakes.push(replaced("does not match", place, "§"));
  if (format === "date-time") mistakes.push(replaced("is no time", place, "yesterday"));
  if (format === "uri") mistakes.push(replaced("is no URI", place, "over there"));
  return mistakes;
}

function wrongNumbers({ minimum, maximum }: Node, place: Mistake["place"]): Mistake[] {
  return [
    ...(typeof minimum === "number" ? [replaced("is too small", place, minimum - 1)] : []),
    ...(typeof maximum === "number" ? [replaced("is too large", place, maximum + 1)] : []),
    replaced("is no integer", place, 1.5),
  ];
}

function wrongLists(schema: Place, place: Mistake["place"]): Mistake[] {
  const { minItems, maxItems } = schema.node;
  const mistakes = mistakesIn(at(schema, "items"), [...place, 0]);
  if (minItems === 1) mistakes.push(replaced("has no item", place, []));
  if (typeof maxItems === "number") {
    const spoil = (valid: unknown) =>
      Array.isArray(valid) ? Array(maxItems + 1).fill(valid[0]) : valid;
    mistakes.push({ what: "has too many items", place, spoil });
  }
  return mistakes;
}

function wrongObjects(schema: Place, place: Mistake["place"]): Mistake[] {
  const { required, additionalProperties } = schema.node;
  return [
    ...textsOf(required).map((name) => replaced("is missing", [...place, name], undefined)),
    ...(additionalProperties === false ? [replaced("is unknown", [...place, "nonsense"], 1)] : []),
    ...(typeof additionalProperties === "object"
      ? mistakesIn(at(schema, "additionalProperties"), [...place, "entry"])
      : []),
    ...membersAt(at(schema, "properties")).flatMap(([name, member]) =>
      mistakesIn(member, [...place, name]),
    ),
  ];
}

function replaced(what: string, place: Mistake["place"], value: unknown): Mistake {
  return { what, place, spoil: () => value };
}
