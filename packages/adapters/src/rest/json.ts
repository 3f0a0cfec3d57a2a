import { RestError } from "../errors.ts";
import { isRecord } from "../record.ts";

const depthMax = 32;
const membersMax = 1000;
const itemsMax = 1000;
const stringMax = 10_000;

/**
 * Parses a JSON body (RFC 8259) that must be an object.
 * @throws RestError `bad_request` where it can't be read in one way only (broken, not UTF-8, a name twice,
 * a lone surrogate, deeper than 32), `payload_too_large` beyond 1,000 members, 1,000 items a list or 10,000
 * characters a string, `validation_failed` where it is no object
 */
export function parseJson(bytes: Uint8Array): Record<string, unknown> {
  const text = readUtf8(bytes);
  const value = parse(text);
  const members = countMembers(value, 1);
  if (members > membersMax) throw tooLarge(`more than ${membersMax} members`);
  // JSON.parse keeps the last of two equal names, and another reader the first: a way past a filter.
  if (members !== countNames(text)) {
    throw new RestError("bad_request", { detail: "The body names a member twice." });
  }
  if (isRecord(value)) return value;
  throw new RestError("validation_failed", {
    detail: "The body must be an object.",
    errors: [{ pointer: "#", code: "invalid_type", detail: "This must be an object." }],
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws RestError `bad_request` */
export function readUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RestError("bad_request", { detail: "The body is not UTF-8." });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RestError("bad_request", { detail: "The body is not valid JSON." });
  }
}

/** Counts the members of all objects inside, refusing what goes beyond the limits on the way. */
function countMembers(value: unknown, depth: number): number {
  if (typeof value === "string") checkString(value);
  if (typeof value !== "object" || value === null) return 0;
  if (depth > depthMax) {
    throw new RestError("bad_request", { detail: `The body nests deeper than ${depthMax}.` });
  }
  if (Array.isArray(value)) {
    if (value.length > itemsMax) throw tooLarge(`a list of more than ${itemsMax} items`);
    return value.reduce<number>((count, item) => count + countMembers(item, depth + 1), 0);
  }
  let count = 0;
  for (const [name, member] of Object.entries(value)) {
    checkString(name);
    checkName(name, member);
    count += 1 + countMembers(member, depth + 1);
  }
  return count;
}

function checkString(text: string): void {
  if (text.length > stringMax) throw tooLarge(`a string of more than ${stringMax} characters`);
  // Neither can be stored: PostgreSQL refuses NUL, and UTF-8 has no form for half a character.
  if (text.includes("\0") || !text.isWellFormed()) {
    throw new RestError("bad_request", { detail: "A string holds a NUL or half a character." });
  }
}

/** Refuses the names by which a careless merge would change every object (prototype pollution). */
function checkName(name: string, member: unknown): void {
  const reaches =
    name === "constructor" &&
    typeof member === "object" &&
    member !== null &&
    Object.hasOwn(member, "prototype");
  if (name === "__proto__" || reaches) {
    throw new RestError("bad_request", { detail: `The body has a member named ${name}.` });
  }
}

/** In valid JSON every colon outside a string stands behind one name. */
function countNames(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (character === 58) count++;
    else if (character === 34) index = endOfString(text, index);
  }
  return count;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text[index - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function tooLarge(what: string): RestError {
  return new RestError("payload_too_large", { detail: `The body has ${what}.` });
}
