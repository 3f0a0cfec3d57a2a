import { problemNamespace, xsiNamespace } from "./namespaces.ts";

/**
 * A value as an XML document, by the rules of RFC 9457 appendix B: members are elements of their name,
 * items of a list are `<i>`. Null is `xsi:nil="true"`; a name that XML can't spell, or that would read as
 * an item, is `<i key="the name">`. What JSON leaves out (undefined) is left out, and what it writes as null
 * (NaN) is null. Characters that XML 1.0 has no form for, most control characters and half surrogate pairs,
 * become U+FFFD, so that the document is well-formed whatever the value holds.
 * @param root the name of the document's element, an XML name
 */
export function writeXml(value: unknown, root: string): string {
  return documentOf(value, root, "");
}

/** A problem as `application/problem+xml` (RFC 9457 appendix B), by the rules of `writeXml`. */
export function writeProblemXml(problem: object): string {
  return documentOf(problem, "problem", ` xmlns="${problemNamespace}"`);
}

function documentOf(value: unknown, root: string, namespace: string): string {
  const open = `<${root}`;
  const element = elementOf({ open, close: `</${root}>` }, value);
  // Texts and keys have their ">" escaped, so only the mark of a null reads like this.
  const xsi = element.includes(nil) ? ` xmlns:xsi="${xsiNamespace}"` : "";
  return `${declaration}${open}${namespace}${xsi}${element.slice(open.length)}`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const nil = ' xsi:nil="true"/>';

type Tag = { open: string; close: string };

function elementOf(tag: Tag, value: unknown): string {
  const content = contentOf(value);
  if (content === null) return tag.open + nil;
  return content === "" ? `${tag.open}/>` : `${tag.open}>${content}${tag.close}`;
}

/** Null stands for null. */
function contentOf(value: unknown): string | null {
  switch (typeof value) {
    case "string":
      return escapeBy(textEscapes, value);
    case "number":
      return Number.isFinite(value) ? String(value) : null;
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      return value === null ? null : objectContent(value);
    default:
      return null;
  }
}

function objectContent(value: object): string | null {
  if (Array.isArray(value)) return itemsOf(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return contentOf(value.toJSON());
  return membersOf(value);
}

const itemTag: Tag = { open: "<i", close: "</i>" };

function itemsOf(items: unknown[]): string {
  let content = "";
  for (const item of items) content += elementOf(itemTag, item);
  return content;
}

function membersOf(value: object): string {
  const members = value as Record<string, unknown>;
  let content = "";
  for (const name of Object.keys(members)) {
    const member = members[name];
    if (member !== undefined) content += elementOf(tagOf(name), member);
  }
  return content;
}

/** The tags of names seen before. Bounded: names may come from whoever fills a record. */
const tags = new Map<string, Tag>();
const tagsMax = 2000;
const cachedNameMax = 64;

function tagOf(name: string): Tag {
  const known = tags.get(name);
  if (known !== undefined) return known;
  const tag = makeTag(name);
  if (tags.size < tagsMax && name.length <= cachedNameMax) tags.set(name, tag);
  return tag;
}

const plainName = /^(?!xml)[a-z_][a-z0-9_.-]*$/i;

function makeTag(name: string): Tag {
  return plainName.test(name) && name !== "i"
    ? { open: `<${name}`, close: `</${name}>` }
    : { open: `<i key="${escapeBy(attributeEscapes, name)}"`, close: "</i>" };
}

/** With the `u` flag `\p{Cs}` is half a surrogate pair, never a whole one. */
const unsafe = /[\p{Cc}\p{Cs}\uFFFE\uFFFF&<>"]/u;
const eachUnsafe = new RegExp(unsafe, "gu");

const textEscapes = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', '"'],
  // A reader turns a bare CR into LF (XML 1.0 §2.11).
  ["\r", "&#xD;"],
  ["\t", "\t"],
  ["\n", "\n"],
]);

/** A reader turns bare white space of an attribute into spaces (XML 1.0 §3.3.3). */
const attributeEscapes = new Map([
  ...textEscapes,
  ['"', "&quot;"],
  ["\t", "&#x9;"],
  ["\n", "&#xA;"],
]);

function escapeBy(escapes: Map<string, string>, text: string): string {
  // Most texts hold nothing unsafe, and finding that out is half the price of replacing nothing.
  if (!unsafe.test(text)) return text;
  return text.replace(eachUnsafe, (character) => {
    // XML 1.0 allows the control characters from DEL on, and they are no markup.
    const allowed = character >= "\u007F" && character <= "\u009F";
    return escapes.get(character) ?? (allowed ? character : "\uFFFD");
  });
}
