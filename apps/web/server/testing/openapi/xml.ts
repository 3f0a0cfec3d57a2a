import { type SaxesAttributeNS, SaxesParser } from "saxes";
import { at, branchesOf, type Place } from "./document.ts";
import { fromText, memberOf } from "./spelling.ts";

// Written apart from the server's own reader and writer, so that a mistake of theirs is no mistake here:
// members are elements, items of lists are <i>, and a name that is no name of an element is a `key`.

type Element = { name: string; isNil: boolean; children: Element[]; text: string };

/** The value of an XML text by its schema, with the faults that no schema would find. @throws where it is not well-formed */
export function readXml(text: string, schema: Place): unknown {
  return read(parse(text), schema);
}

/** A value as an XML text, whose root has this name. */
export function writeXml(value: unknown, root: string): string {
  const space = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  return element(root, ` ${space}`, value, root);
}

function parse(text: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const top: Element = { name: "", isNil: false, children: [], text: "" };
  const open = [top];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, attributes }) => {
    const element = {
      name: keyOf(attributes) ?? local,
      isNil: isNil(attributes),
      children: [],
      text: "",
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (piece) => {
    const element = open.at(-1);
    if (element) element.text += piece;
  });
  parser.write(text).close();
  return top.children[0] ?? top;
}

function keyOf(attributes: Record<string, SaxesAttributeNS>): string | undefined {
  return attributes.key?.value;
}

function isNil(attributes: Record<string, SaxesAttributeNS>): boolean {
  return Object.values(attributes).some(({ local, value }) => local === "nil" && value === "true");
}

function read(element: Element, schema: Place): unknown {
  if (element.isNil) return null;
  const branches = branchesOf(schema);
  const list = branches.find(({ node }) => node.type === "array");
  if (list !== undefined) return element.children.map((child) => read(child, at(list, "items")));
  if (branches.some(({ node }) => node.type === "object")) return objectOf(element, schema);
  // Of a value that may be anything, the elements tell as much as they can.
  const isAny = branches.some(({ node }) => node.type === undefined && node.enum === undefined);
  if (isAny && element.children.length > 0) return objectOf(element, schema);
  return fromText(element.text, schema);
}

function objectOf({ children }: Element, schema: Place): Record<string, unknown> {
  const anything = { ...schema, node: {} };
  return Object.fromEntries(
    children.map((child) => [child.name, read(child, memberOf(schema, child.name) ?? anything)]),
  );
}

function element(name: string, attributes: string, value: unknown, end: string): string {
  if (value === null) return `<${name}${attributes} xsi:nil="true"/>`;
  return `<${name}${attributes}>${contentOf(value)}</${end}>`;
}

function contentOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => element("i", "", item, "i")).join("");
  if (typeof value !== "object" || value === null) return escaped(String(value));
  return Object.entries(value)
    .map(([name, member]) =>
      /^(?!xml)[A-Za-z_][\w.-]*$/i.test(name) && name !== "i"
        ? element(name, "", member, name)
        : element("i", ` key="${escaped(name)}"`, member, "i"),
    )
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
