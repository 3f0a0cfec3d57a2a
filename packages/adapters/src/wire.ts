import { branchesOf, isSchema, type JsonSchema, wireTypes } from "./json-schema.ts";
import { isRecord } from "./record.ts";

/** Changes a decoded value into what the procedure's schema takes. */
export type Revive = (value: unknown) => unknown;

/**
 * Compiles the step that makes dates and bigints of their texts, at any depth. Nothing where the schema
 * has neither, so that other operations pay nothing. A text that is neither stays: the schema reports it.
 */
export function compileRevive(root: JsonSchema): Revive | undefined {
  return compile(root, root, new Map());
}

function compile(
  schema: JsonSchema,
  root: JsonSchema,
  known: Map<JsonSchema, Revive>,
): Revive | undefined {
  if (!mentionsWireType(schema, root)) return undefined;
  const steps: Revive[] = [];
  for (const branch of branchesOf(schema, root)) {
    // A schema that holds itself: the step that is being made is the step of the inner one too.
    const made = known.get(branch);
    if (made !== undefined) {
      steps.push(made);
      continue;
    }
    let step: Revive = (value) => value;
    known.set(branch, (value) => step(value));
    step = stepOf(branch, root, known);
    steps.push(step);
  }
  return (value) => steps.reduce((current, step) => step(current), value);
}

function stepOf(branch: JsonSchema, root: JsonSchema, known: Map<JsonSchema, Revive>): Revive {
  if (branch.$comment === wireTypes.date) return reviveDate;
  if (branch.$comment === wireTypes.bigint) return reviveBigint;
  if (branch.type === "array" && isSchema(branch.items)) {
    const item = compile(branch.items, root, known);
    return (value) => (item !== undefined && Array.isArray(value) ? value.map(item) : value);
  }
  const members = Object.entries(branch.properties ?? {}).flatMap(([name, schema]) => {
    const step = isSchema(schema) ? compile(schema, root, known) : undefined;
    return step === undefined ? [] : [{ name, step }];
  });
  const rest = isSchema(branch.additionalProperties)
    ? compile(branch.additionalProperties, root, known)
    : undefined;
  return (value) => (isRecord(value) ? reviveMembers(value, members, rest) : value);
}

function reviveMembers(
  value: Record<string, unknown>,
  members: { name: string; step: Revive }[],
  rest: Revive | undefined,
): Record<string, unknown> {
  const copy = { ...value };
  if (rest !== undefined) for (const name in copy) copy[name] = rest(copy[name]);
  for (const { name, step } of members) {
    if (Object.hasOwn(value, name)) copy[name] = step(value[name]);
  }
  return copy;
}

function reviveDate(value: unknown): unknown {
  if (typeof value !== "string" || !isoSyntax.test(value)) return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date;
}

const isoSyntax =
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

function reviveBigint(value: unknown): unknown {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  return typeof value === "string" && /^-?\d{1,1000}$/.test(value) ? BigInt(value) : value;
}

function mentionsWireType(schema: JsonSchema, root: JsonSchema): boolean {
  const texts = [JSON.stringify(schema), JSON.stringify(root.$defs ?? {}), JSON.stringify(root)];
  const searched = texts[0]?.includes('"$ref"') ? texts.join("") : texts[0];
  return Object.values(wireTypes).some((mark) => searched?.includes(mark));
}
