import type { SaxesAttributeNS, SaxesTagNS } from "saxes";
import { quoted, tooLarge, unreadable } from "./faults.ts";
import { xmlnsNamespace, xsiNamespace } from "./namespaces.ts";

/** An element as the mapping sees it: a list, an object, null, or else the text of a leaf. */
export type XmlElement = {
  name: string;
  text: string;
  isNull: boolean;
  items?: XmlElement[];
  members?: Map<string, XmlElement>;
};

const elementsMax = 1000;
/** Room for xmlns, xsi:nil and key on each. */
const attributesMax = 3 * elementsMax;
const depthMax = 32;
const textMax = 10_000;

/**
 * Builds the tree of a document from its parser's events and refuses what has no place in the mapping.
 * The limits count what is inside the document's element, as those of a JSON body do.
 */
export class XmlTree {
  readonly root = newElement("");
  readonly #open: XmlElement[] = [];
  /** Line and column of the parser. */
  readonly #where: () => string;
  #elements = 0;
  #attributes = 0;

  constructor(where: () => string) {
    this.#where = where;
  }

  get isEmpty(): boolean {
    return this.#elements === 0;
  }

  /** Stops a flood of attributes on one tag, which opens only once all are read. */
  countAttribute(): void {
    this.#attributes++;
    if (this.#attributes <= attributesMax) return;
    throw tooLarge(`more than ${attributesMax} attributes`, this.#where());
  }

  openTag(tag: SaxesTagNS): void {
    if (this.#elements > elementsMax) {
      throw tooLarge(`more than ${elementsMax} elements`, this.#where());
    }
    this.#elements++;
    const { isNull, key } = this.#readAttributes(tag);
    const parent = this.#open.at(-1);
    const element = parent === undefined ? this.root : newElement(key ?? tag.local);
    element.isNull = isNull;
    if (parent !== undefined) this.#add(element, parent, tag.local === "i" && key === undefined);
    this.#open.push(element);
  }

  closeTag(): void {
    this.#open.pop();
  }

  text(text: string): void {
    const element = this.#open.at(-1);
    // Outside the document's element the parser lets nothing pass but white space.
    if (element === undefined) return;
    if (hasChildren(element)) {
      if (!isBlank(text)) throw this.#mixed(element);
      return;
    }
    element.text += text;
    if (element.text.length > textMax) {
      throw tooLarge(`a text of more than ${textMax} characters`, this.#where());
    }
    if (element.isNull && !isBlank(text)) throw this.#filledNull(element);
  }

  #add(element: XmlElement, parent: XmlElement, isItem: boolean): void {
    if (this.#open.length > depthMax) {
      const mend = "Send flatter data.";
      throw unreadable(`nests deeper than ${depthMax} elements`, this.#where(), mend);
    }
    if (parent.isNull) throw this.#filledNull(parent);
    if (!isBlank(parent.text)) throw this.#mixed(parent);
    parent.text = "";
    if (isItem) this.#addItem(element, parent);
    else this.#addMember(element, parent);
  }

  #addItem(element: XmlElement, parent: XmlElement): void {
    if (parent.members !== undefined) throw this.#halfList(parent);
    parent.items ??= [];
    parent.items.push(element);
  }

  #addMember(element: XmlElement, parent: XmlElement): void {
    const { name } = element;
    if (parent.items !== undefined) throw this.#halfList(parent);
    this.#checkName(name, parent);
    parent.members ??= new Map();
    if (parent.members.has(name)) {
      const mend = "Send it once; the items of a list are <i> elements.";
      throw unreadable(`has ${quoted(name)} twice in one element`, this.#where(), mend);
    }
    parent.members.set(name, element);
  }

  /** Refuses the names by which a careless merge would change every object (prototype pollution). */
  #checkName(name: string, parent: XmlElement): void {
    if (name.length > textMax) {
      throw tooLarge(`a name of more than ${textMax} characters`, this.#where());
    }
    if (name === "__proto__" || (name === "prototype" && parent.name === "constructor")) {
      throw unreadable(`has a member named ${quoted(name)}`, this.#where(), "Leave it out.");
    }
  }

  #readAttributes(tag: SaxesTagNS): { isNull: boolean; key: string | undefined } {
    let isNull = false;
    let key: string | undefined;
    for (const attribute of Object.values(tag.attributes)) {
      const { uri, local, value } = attribute;
      if (uri === xsiNamespace && local === "nil") isNull = this.#readNil(value);
      else if (uri === "" && local === "key" && this.#takesKey(tag)) key = value;
      else if (uri !== xmlnsNamespace) throw this.#strangeAttribute(attribute);
    }
    return { isNull, key };
  }

  #takesKey(tag: SaxesTagNS): boolean {
    return tag.local === "i" && this.#open.length > 0;
  }

  #readNil(value: string): boolean {
    if (value === "true" || value === "1") return true;
    if (value === "false" || value === "0") return false;
    throw unreadable(`has xsi:nil=${quoted(value)}`, this.#where(), "Send true or leave it out.");
  }

  #strangeAttribute({ name }: SaxesAttributeNS) {
    const mend =
      'Send members as elements; only xmlns, xsi:nil and the key of an <i key="…"> may be.';
    return unreadable(`has an attribute named ${quoted(name)}`, this.#where(), mend);
  }

  #mixed(element: XmlElement) {
    const what = `mixes text and elements in ${this.#label(element)}`;
    return unreadable(what, this.#where(), "Send one of them.");
  }

  #filledNull(element: XmlElement) {
    const what = `has content in ${this.#label(element)}, which xsi:nil says is null`;
    return unreadable(what, this.#where(), "Leave one of them out.");
  }

  #halfList(element: XmlElement) {
    const what = `has <i> elements beside others in ${this.#label(element)}`;
    const mend = 'Send all items of a list as <i>, or name a member by <i key="…">.';
    return unreadable(what, this.#where(), mend);
  }

  #label(element: XmlElement): string {
    return element === this.root ? "the document's element" : quoted(element.name);
  }
}

function newElement(name: string): XmlElement {
  return { name, text: "", isNull: false };
}

function hasChildren({ items, members }: XmlElement): boolean {
  return items !== undefined || members !== undefined;
}

/** White space as XML has it, which is less than what JavaScript trims. */
export function isBlank(text: string): boolean {
  return !/[^ \t\r\n]/.test(text);
}
