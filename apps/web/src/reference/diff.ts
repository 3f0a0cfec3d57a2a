import type { Document } from "./document.ts";
import { operationsIn, parameterOf } from "./document.ts";
import type { Member } from "./members.ts";
import { ownMembersOf, typeOf } from "./members.ts";

/** What is different in one place of an API; backticks mark names. */
export type Difference = { place: string; changes: string[] };

/** What a newer version of an API has, and an older one has not, in words: operations, then schemas. */
export function diffDocuments(newer: Document, older: Document): Difference[] {
  return [
    { place: "Operations", changes: diffOperations(newer, older) },
    ...diffShapes(parametersOf(newer), parametersOf(older)),
    ...diffShapes(schemasOf(newer), schemasOf(older)),
  ].filter(({ changes }) => changes.length > 0);
}

function diffOperations(newer: Document, older: Document): string[] {
  const [now, before] = [placesOf(newer), placesOf(older)];
  const news = [...now].flatMap(([name, place]) => {
    const former = before.get(name);
    if (former === undefined) return [`\`${name}\` is new: \`${place}\``];
    return former === place ? [] : [`\`${name}\` is \`${place}\`; it was \`${former}\``];
  });
  const gone = [...before.keys()].filter((name) => !now.has(name));
  return [...news, ...gone.map((name) => `\`${name}\` is no longer there`)];
}

function placesOf(document: Document): Map<string, string> {
  return new Map(
    operationsIn(document).map(({ method, path, operation }) => [
      operation.operationId,
      `${method} ${path}`,
    ]),
  );
}

type Shape = Map<string, Member>;

function schemasOf({ components: { schemas } }: Document): Map<string, Shape> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [`\`${name}\``, byName(ownMembersOf(schema))]),
  );
}

function parametersOf(document: Document): Map<string, Shape> {
  return new Map(
    operationsIn(document).map(({ operation: { operationId, parameters } }) => [
      `Parameters of \`${operationId}\``,
      byName(
        parameters
          .map((parameter) => parameterOf(document, parameter))
          .map(({ name = "", schema = {}, required = false }) => {
            return { name, type: typeOf(document, schema), required, description: "" };
          }),
      ),
    ]),
  );
}

function byName(members: Member[]): Shape {
  return new Map(members.map((member) => [member.name, member]));
}

/** Schemas that came or went whole are told by those that refer to them, but for their members. */
function diffShapes(newer: Map<string, Shape>, older: Map<string, Shape>): Difference[] {
  return [...newer].flatMap(([place, shape]) => {
    const before = older.get(place);
    if (before) return [{ place, changes: diffMembers(shape, before) }];
    return place.startsWith("`") ? [{ place, changes: [newShape(shape)] }] : [];
  });
}

function newShape(shape: Shape): string {
  const names = [...shape.keys()].map((name) => `\`${name}\``);
  return names.length > 0 ? `is new: ${names.join(", ")}` : "is new";
}

function diffMembers(newer: Shape, older: Shape): string[] {
  const added = outermost(newer, older);
  const removed = outermost(older, newer);
  return inWords([
    ...added.map(({ name, required }) => ({ name, is: required ? "new" : "new, and optional" })),
    ...removed.map(({ name }) => ({ name, is: "no longer there" })),
    ...[...newer.values()].flatMap((member) => {
      const before = older.get(member.name);
      return before ? diffMember(member, before) : [];
    }),
  ]);
}

/** A member and what it is now, and was where it is another thing. */
type Change = { name: string; is: string; was?: string };

/** A sentence for each change; members that change alike share one. */
function inWords(changes: Change[]): string[] {
  const alike = Map.groupBy(changes, ({ is, was }) => `${is} ${was}`);
  return [...alike.values()].map((group) => {
    const names = group.map(({ name }) => `\`${name}\``).join(", ");
    const { is, was } = group[0] ?? {};
    const [be, had] = group.length > 1 ? ["are", "they were"] : ["is", "it was"];
    return `${names} ${be} ${is}${was === undefined ? "" : `; ${had} ${was}`}`;
  });
}

/** The members of `some` that `others` lacks, without what is inside of them. */
function outermost(some: Shape, others: Shape): Member[] {
  const lacking = [...some.values()].filter(({ name }) => !others.has(name));
  return lacking.filter(
    ({ name }) =>
      !lacking.some(
        (outer) => name.startsWith(`${outer.name}.`) || name.startsWith(`${outer.name}[`),
      ),
  );
}

function diffMember({ name, type, required }: Member, before: Member): Change[] {
  const changes = diffTypes(name, type.split(" | "), before.type.split(" | "));
  if (required === before.required) return changes;
  return [...changes, { name, is: required ? "required now" : "optional now" }];
}

function diffTypes(name: string, now: string[], before: string[]): Change[] {
  const kept = now.filter((type) => before.includes(type));
  if (kept.length === 0) return [{ name, is: marked(now), was: marked(before) }];
  const added = now.filter((type) => !before.includes(type));
  const removed = before.filter((type) => !now.includes(type));
  return [
    ...(added.length > 0 ? [{ name, is: `now ${marked(added)} too` }] : []),
    ...(removed.length > 0 ? [{ name, is: `no longer ${marked(removed)}` }] : []),
  ];
}

function marked(types: string[]): string {
  return types.map((type) => `\`${type}\``).join(" or ");
}
