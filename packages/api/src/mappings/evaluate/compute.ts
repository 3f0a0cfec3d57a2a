import { faultsOf, isObject, type JsonObject } from "@crossdock/connectors/openapi";
import jsonata from "jsonata";

// Runs in a thread of its own: see evaluator.ts.

type Place = "path" | "query" | "header" | "body";

/** What a mapping makes of a message. Expressions are JSONata (docs.jsonata.org). */
export type EvaluateTask = {
  input: unknown;
  /** True lets the message through; null lets every one. */
  filter: string | null;
  fields: readonly { in: Place; path: readonly string[]; expression: string }[];
  /** The whole body in one expression; null where the fields make it. */
  body: string | null;
  /** What the body must be like. */
  schema: JsonObject | null;
};

/** `path` begins with the place that the value goes to. */
export type EvaluateFault = { path: string[]; detail: string };

export type Evaluated = {
  matches: boolean;
  values: {
    path: Record<string, unknown>;
    query: Record<string, unknown>;
    header: Record<string, unknown>;
    body?: unknown;
  };
  faults: EvaluateFault[];
};

export async function compute(task: EvaluateTask): Promise<Evaluated> {
  const { input, filter, fields, body, schema } = task;
  const faults: EvaluateFault[] = [];
  const values: Evaluated["values"] = { path: {}, query: {}, header: {} };

  async function valueFrom(expression: string, path: string[]): Promise<unknown> {
    try {
      const value: unknown = await jsonata(expression).evaluate(input);
      return plain(value);
    } catch (error) {
      faults.push({ path, detail: messageOf(error) });
      return undefined;
    }
  }

  if (filter !== null) {
    const passed = await valueFrom(`$boolean(${filter})`, ["filter"]);
    if (faults.length > 0 || passed !== true) return { matches: faults.length > 0, values, faults };
  }
  for (const { in: place, path, expression } of fields) {
    const value = await valueFrom(expression, [place, ...path]);
    if (value === undefined) continue;
    if (place === "body") values.body = withMember(values.body, path, value);
    else values[place][path.join(".")] = value;
  }
  if (body !== null) values.body = await valueFrom(body, ["body"]);
  const size = JSON.stringify(values).length;
  if (size > resultCharsMax) {
    faults.push({
      path: ["body"],
      detail: `The result has ${size} characters; ${resultCharsMax} are the most.`,
    });
  } else if (schema !== null && !faults.some(({ path }) => path[0] === "body")) {
    const found = faultsOf(schema, values.body ?? (needsObject(schema) ? {} : null));
    faults.push(...found.map(({ path, detail }) => ({ path: ["body", ...path], detail })));
  }
  return { matches: true, values, faults };
}

const resultCharsMax = 256_000;

function needsObject({ type, properties }: JsonObject): boolean {
  return type === "object" || isObject(properties);
}

/** As JSON has it: functions are nothing, and JSONata's sequences plain lists. */
function plain(value: unknown): unknown {
  const isLambda = Object(value)._jsonata_lambda === true;
  if (typeof value === "function" || isLambda)
    throw new Error("This gives a function, not a value.");
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function withMember(whole: unknown, path: readonly string[], value: unknown): JsonObject {
  const root: JsonObject = isObject(whole) ? whole : {};
  let node = root;
  for (const name of path.slice(0, -1)) {
    const child = Object.hasOwn(node, name) ? node[name] : undefined;
    const next: JsonObject = isObject(child) ? child : {};
    set(node, name, next);
    node = next;
  }
  set(node, path.at(-1) ?? "", value);
  return root;
}

// Defined, not assigned: a member named __proto__ would else change every object.
function set(object: JsonObject, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    ...{ value, enumerable: true, configurable: true, writable: true },
  });
}

function messageOf(error: unknown): string {
  const { message, position } = Object(error) as { message?: unknown; position?: unknown };
  const where = typeof position === "number" ? ` (at character ${position})` : "";
  return `${String(message ?? error)}${where}`.slice(0, 300);
}
