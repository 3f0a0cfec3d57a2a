import { pointerTo, RestError } from "../errors.ts";
import type { Coercion } from "./coerce.ts";
import type { Members } from "./members.ts";

const bytesMax = 2048;
const pairsMax = 50;

/**
 * The members of a query string, coerced. Unknown ones stay strings: the schema refuses them.
 * @throws RestError `uri_too_long` `bad_request` `validation_failed`
 */
export function parseQuery(text: string, members: Members): Record<string, unknown> {
  if (text.length > bytesMax) {
    throw new RestError("uri_too_long", { detail: `A query has at most ${bytesMax} bytes.` });
  }
  const pairs = text.split("&");
  if (pairs.length > pairsMax) {
    throw new RestError("bad_request", { detail: `A query has at most ${pairsMax} parameters.` });
  }
  return collect(pairs, members);
}

/**
 * Gathers `name=value` pairs (application/x-www-form-urlencoded) into an object. `a=1&a=2` and `a[]=1`
 * are lists where the member is one; the members of an object member stand beside the others.
 * @throws RestError `bad_request` where a pair can't be decoded, `validation_failed` for a repeated member
 */
export function collect(pairs: string[], members: Members): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const repeated = new Set<string>();
  for (const pair of pairs) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const spelled = readText(equals === -1 ? pair : pair.slice(0, equals));
    const text = equals === -1 ? "" : readText(pair.slice(equals + 1));
    const { name, coercion, object } = placeOf(spelled, members);
    const owner = object === undefined ? values : ownerOf(values, object);
    const earlier = owner[name];
    if (coercion?.list === true) {
      const item = coercion.one(text);
      owner[name] = Array.isArray(earlier) ? [...earlier, item] : [item];
    } else if (Object.hasOwn(owner, name)) {
      repeated.add(name);
    } else {
      owner[name] = coercion === undefined ? text : coercion.one(text);
    }
  }
  if (repeated.size > 0) throw repetition([...repeated]);
  return values;
}

type Place = { name: string; coercion: Coercion | undefined; object?: string };

function placeOf(spelled: string, { scalars, inner }: Members): Place {
  const bare = spelled.endsWith("[]") ? spelled.slice(0, -2) : spelled;
  const scalar = scalars.get(bare);
  if (scalar !== undefined && (scalar.list || bare === spelled))
    return { name: bare, coercion: scalar };
  const found = inner.get(bare);
  if (found !== undefined && (found.coercion.list || bare === spelled))
    return { name: bare, coercion: found.coercion, object: found.object };
  return { name: spelled, coercion: undefined };
}

function ownerOf(values: Record<string, unknown>, object: string): Record<string, unknown> {
  const known = values[object];
  if (typeof known === "object" && known !== null) return known as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  values[object] = made;
  return made;
}

function readText(text: string): string {
  const decoded = decode(text);
  // PostgreSQL holds no NUL, and `__proto__` would reach the prototype of whatever copies the object.
  if (decoded.includes("\0") || decoded === "__proto__") {
    throw new RestError("bad_request", { detail: "A parameter holds what no parameter can hold." });
  }
  return decoded;
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new RestError("bad_request", { detail: "A parameter is not percent-encoded UTF-8." });
  }
}

function repetition(names: string[]): RestError {
  return new RestError("validation_failed", {
    detail: "A parameter was repeated.",
    errors: names.map((name) => ({
      pointer: pointerTo(name),
      code: "repeated",
      detail: `${name} was sent more than once.`,
      fix: "Send it once.",
    })),
  });
}
