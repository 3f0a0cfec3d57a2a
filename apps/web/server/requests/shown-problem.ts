import { errorCodes } from "@crossdock/core";
import { masked } from "@crossdock/telemetry";

type Problem = { readonly [member: string]: unknown };
type Schema = { readonly [keyword: string]: unknown };

/**
 * What the log keeps of problem details: which error it was, and which members were wrong in what way. Not
 * the sentences, which may quote what was sent, and of a pointer only the names that the operation's input
 * has: others are the caller's own.
 */
export function shownProblem(problem: Problem, input: object | undefined): Problem {
  const { status, code, title, retryAfter, detail, errors } = problem;
  const known = typeof code === "string" && Object.hasOwn(errorCodes, code);
  return {
    ...(typeof status === "number" ? { status } : {}),
    ...(known ? { code, title } : {}),
    ...(typeof retryAfter === "number" ? { retryAfter } : {}),
    ...(typeof detail === "string" ? { detail: masked(detail) } : {}),
    ...(Array.isArray(errors) ? { errors: shownErrors(errors, namesIn(input)) } : {}),
  };
}

function shownErrors(errors: readonly Problem[], names: ReadonlySet<string>): Problem[] {
  return errors.slice(0, 50).map(({ pointer, code, detail }) => ({
    pointer: shownPointer(String(pointer), names),
    code: word.test(String(code)) ? code : masked(String(code)),
    detail: masked(String(detail)),
  }));
}

const word = /^[a-z_]{1,40}$/;

function shownPointer(pointer: string, names: ReadonlySet<string>): string {
  const [root, ...segments] = pointer.split("/");
  const shown = segments.map((name) =>
    names.has(name) || /^\d{1,4}$/.test(name) ? name : masked(name),
  );
  return [root, ...shown].join("/");
}

// Once for each operation: its schema is the same object each time.
const namesOf = new WeakMap<object, ReadonlySet<string>>();

/** The names of all members that a schema has, at whatever depth. */
function namesIn(schema: object | undefined): ReadonlySet<string> {
  if (schema === undefined) return new Set();
  let names = namesOf.get(schema);
  if (names === undefined) {
    const found = new Set<string>();
    collect(schema, found);
    names = found;
    namesOf.set(schema, names);
  }
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  const { properties } = value as Schema;
  if (typeof properties === "object" && properties !== null)
    for (const name of Object.keys(properties)) names.add(name);
  for (const member of Object.values(value)) collect(member, names);
}
