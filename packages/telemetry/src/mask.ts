import { masked } from "./policy.ts";

/** JSON Schema 2020-12, as far as it says what may be shown. */
export type ShownSchema = { readonly [keyword: string]: unknown };

/** What is left of a value, and whether anything was taken out. */
export type Shown = { value: unknown; masked: boolean };

/**
 * What of a value may be kept in a log: by the type that its schema gives it, never by its name. Kept are
 * null, booleans, numbers where the schema has numbers, its own words (`enum`, `const`), and texts that
 * are bound to a form and are an id of ours, a time, a code of letters and digits in capitals (a currency,
 * a country, an article's number). Every other text may be a person or a secret. So may names that the
 * schema does not know: they are counted.
 */
export function shownBySchema(value: unknown, schema: ShownSchema | undefined): Shown {
  const state = { root: schema ?? {}, masked: false };
  const shown = show(value, branches([schema], state.root), state, 0);
  return { value: shown, masked: state.masked };
}

/** The same of a text that stands in a path or a query, where numbers and booleans are texts too. */
export function shownText(text: string, schema: ShownSchema | undefined): string {
  if (schema === undefined) return masked(text);
  const all = branches([schema], schema);
  const isNumber = all.some((branch) =>
    typesOf(branch).some((type) => scalarForms[type]?.test(text)),
  );
  return isNumber || all.some((branch) => isShownText(text, branch)) ? text : masked(text);
}

const scalarForms: Record<string, RegExp> = {
  integer: /^-?\d{1,16}$/,
  number: /^-?\d{1,16}(\.\d{1,16})?$/,
  boolean: /^(true|false|0|1)$/,
};

type State = { root: ShownSchema; masked: boolean };

function show(value: unknown, schemas: ShownSchema[], state: State, depth: number): unknown {
  if (value === null || value === undefined || typeof value === "boolean") return value ?? null;
  if (depth > depthMax) return hide(state, "‹deeper›");
  if (Array.isArray(value)) return showList(value, schemas, state, depth);
  if (typeof value === "object") return showObject(value, schemas, state, depth);
  if (typeof value === "string" && schemas.some((schema) => isShownText(value, schema)))
    return value;
  if (typeof value === "string") return hide(state, masked(value));
  // A number where a text is wanted may be a telephone's.
  const fits = schemas.some((schema) => typesOf(schema).some((type) => type in numberTypes));
  return typeof value === "number" && fits ? value : hide(state, `‹${typeof value}›`);
}

function hide(state: State, text: string): string {
  state.masked = true;
  return text;
}

function showList(list: unknown[], schemas: ShownSchema[], state: State, depth: number): unknown[] {
  const items = branches(
    schemas.map(({ items }) => items),
    state.root,
  );
  const shown = list.slice(0, itemsMax).map((item) => show(item, items, state, depth + 1));
  if (list.length > itemsMax) shown.push(hide(state, `‹${list.length - itemsMax} more›`));
  return shown;
}

function showObject(value: object, schemas: ShownSchema[], state: State, depth: number): object {
  const shown: [string, unknown][] = [];
  let unknown = 0;
  for (const [name, member] of Object.entries(value)) {
    const found = branches(
      schemas.map(({ properties }) => memberOf(properties, name)),
      state.root,
    );
    if (found.length === 0) unknown += 1;
    else shown.push([name, show(member, found, state, depth + 1)]);
  }
  if (unknown > 0) shown.push([hide(state, `‹${unknown} more›`), null]);
  return Object.fromEntries(shown);
}

function memberOf(properties: unknown, name: string): unknown {
  return isSchema(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

const depthMax = 12;
const itemsMax = 100;
const numberTypes = { integer: true, number: true };

function isShownText(text: string, schema: ShownSchema): boolean {
  if (schema.const === text) return true;
  if (Array.isArray(schema.enum) && schema.enum.includes(text)) return true;
  const isBound = typeof schema.pattern === "string" || times.has(schema.format);
  return isBound && safeForms.test(text);
}

const times = new Set<unknown>(["date", "date-time", "time", "duration"]);

// An id of ours; a date or a time of ISO 8601; a currency, a country, a language; an article's number,
// with a letter, since digits alone may be a telephone's or an account's.
const safeForms =
  /^([a-z]{2,8}_[0-7][0-9a-hjkmnp-tv-z]{25}|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?|[a-z]{2}(-[A-Z]{2})?|(?=[^A-Z]*[A-Z])[A-Z0-9]{1,20}([-_.][A-Z0-9]{1,20}){0,7})$/;

/**
 * The schemas one of which a value is to fit; a reference leads to what it names. Each is there once:
 * schemas that refer to each other would else be as many as there are ways through them.
 */
function branches(schemas: readonly unknown[], root: ShownSchema): ShownSchema[] {
  const found = new Set<ShownSchema>();
  const waiting = [...schemas];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isSchema(next) || found.has(next)) continue;
    found.add(next);
    if (typeof next.$ref === "string") waiting.push(referred(next.$ref, root));
    waiting.push(...[next.anyOf, next.oneOf, next.allOf].filter(Array.isArray).flat());
  }
  return [...found];
}

function referred(reference: string, root: ShownSchema): unknown {
  if (reference === "#") return root;
  const name = reference.replace(/^#\/\$defs\//, "");
  return isSchema(root.$defs) ? root.$defs[name] : undefined;
}

function typesOf({ type }: ShownSchema): string[] {
  return [type].flat().filter((one) => typeof one === "string");
}

function isSchema(value: unknown): value is ShownSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
