import { alternativesOf } from "./alternatives.ts";
import { boundMisfits, valueMisfits } from "./limits.ts";
import { type Node, nodeOf, nodesOf, textsOf } from "./nodes.ts";

/** A `request` is what clients send, a `response` what they get, a `problem` what they get at 4xx and 5xx. */
export type Way = "request" | "response" | "problem";

/** Where a schema after a change does not do for those who know the one before it, a line for each place. */
export type Misfits = (way: Way, before: unknown, after: unknown, where: string) => string[];

/** Two schemas that stand for each other: all that is `given` must be good enough where it is `taken`. */
export type Pair = { way: Way; before: Node; after: Node; given: Node; taken: Node; where: string };

/**
 * Compares schemas of two documents. What clients gave before must still be taken, and what is given now
 * must be what they took before: the same question, asked from the other side.
 */
export function misfitsBetween(oldDocument: Node, newDocument: Node): Misfits {
  const underWay = new Set<string>();

  return function misfits(way, before, after, where) {
    const loop = `${way} ${nodeOf(before).$ref} ${nodeOf(after).$ref}`;
    if (underWay.has(loop)) return [];
    if (!loop.includes("undefined")) underWay.add(loop);
    const old = alternativesOf(before, oldDocument);
    const now = alternativesOf(after, newDocument);
    const [given, taken] = way === "request" ? [old, now] : [now, old];
    const found = given.flatMap((alternative) => closest(alternative, taken));
    underWay.delete(loop);
    return [...new Set(found)];

    function closest(alternative: Node, choice: Node[]): string[] {
      const tries = choice
        .filter((other) => isOfType(alternative, other))
        .map((other) => pairMisfits(pairOf(way, alternative, other, where), misfits))
        .sort((a, b) => a.length - b.length);
      return tries[0] ?? [typeMisfit(way, alternative, where)];
    }
  };
}

function pairOf(way: Way, given: Node, taken: Node, where: string): Pair {
  const [before, after] = way === "request" ? [given, taken] : [taken, given];
  return { way, before, after, given, taken, where };
}

function isOfType({ type: given }: Node, { type: taken }: Node): boolean {
  return taken === undefined || given === taken || (given === "integer" && taken === "number");
}

function typeMisfit(way: Way, { type = "any value" }: Node, where: string): string {
  return way === "request"
    ? `${where}: ${type} is no longer taken`
    : `${where}: it may be ${type} now`;
}

function pairMisfits(pair: Pair, misfits: Misfits): string[] {
  return [
    ...valueMisfits(pair),
    ...boundMisfits(pair),
    ...keywordMisfits(pair),
    ...memberMisfits(pair, misfits),
    ...otherMemberMisfits(pair, misfits),
    ...partMisfits(pair, misfits),
  ];
}

// Nobody can tell in general which of two patterns is wider: any change counts.
const comparedAsText = ["pattern", "multipleOf", "uniqueItems", "contains", "prefixItems", "not"];

function keywordMisfits({ way, before, after, given, taken, where }: Pair): string[] {
  const changed = comparedAsText.filter(
    (keyword) => taken[keyword] !== undefined && !isSame(taken[keyword], given[keyword]),
  );
  if (isRetold(given, taken)) changed.push("format");
  const isAssumed = way === "request" && before.default !== undefined;
  if (isAssumed && !isSame(before.default, after.default)) changed.push("default");
  return changed.map(
    (keyword) =>
      `${where}: ${keyword} was ${textOf(before[keyword])}, is ${textOf(after[keyword])}`,
  );
}

// The format of a number says how wide it is, and its bounds say that too.
function isRetold(given: Node, taken: Node): boolean {
  if (taken.format === undefined || given.format === taken.format) return false;
  return given.format !== undefined || taken.type === "string";
}

function memberMisfits(pair: Pair, misfits: Misfits): string[] {
  const { way, before, after, given, taken, where } = pair;
  const [old, now] = [nodeOf(before.properties), nodeOf(after.properties)];
  const ensured = textsOf(given.required);
  const less = way === "request" ? "is required now" : "may be missing now";
  return [
    ...textsOf(taken.required)
      .filter((name) => !ensured.includes(name))
      .map((name) => `${step(where, name)}: it ${less}`),
    ...Object.entries(old).flatMap(([name, schema]) =>
      name in now
        ? misfits(way, schema, now[name], step(where, name))
        : [`${step(where, name)}: it is gone`],
    ),
  ];
}

function otherMemberMisfits({ way, before, after, given, taken, where }: Pair, misfits: Misfits) {
  if (taken.additionalProperties === undefined || taken.additionalProperties === true) return [];
  if (taken.additionalProperties !== false) {
    if (given.additionalProperties === false) return [];
    const [old, now] = [before.additionalProperties, after.additionalProperties];
    return misfits(way, old, now, step(where, "*"));
  }
  const isOpened = given.additionalProperties !== false;
  if (way === "request") return isOpened ? [`${where}: other members are refused now`] : [];
  const known = nodeOf(before.properties);
  const added = nodesOf(after.properties).filter(([name]) => !(name in known));
  return added.map(([name]) => `${step(where, name)}: it is new where nothing else was to come`);
}

function partMisfits({ way, before, after, taken, where }: Pair, misfits: Misfits): string[] {
  const text = { type: "string" };
  return [
    ...(taken.items === undefined
      ? []
      : misfits(way, before.items, after.items, step(where, "items"))),
    // What no word limits may be any text: names are texts always.
    ...(taken.propertyNames === undefined
      ? []
      : misfits(
          way,
          before.propertyNames ?? text,
          after.propertyNames ?? text,
          step(where, "names"),
        )),
  ];
}

function step(where: string, name: string): string {
  return where.includes(" #") ? `${where}/${name}` : `${where} #/${name}`;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function textOf(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
