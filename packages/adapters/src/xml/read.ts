import { RestError } from "../errors.ts";
import type { JsonSchema } from "../json-schema.ts";
import { isRecord } from "../record.ts";
import { parseXml } from "./parse.ts";
import { anyShape, compileShape, type ObjectShape, type Shape } from "./shape.ts";
import { isBlank, type XmlElement } from "./tree.ts";

/**
 * Compiles, once per operation, how a document becomes the input that `schema` describes: the way back of
 * `writeXml`. The document's element may have any name. A text becomes a number or a boolean where the
 * schema takes one and no string; a text that fits no type stays, so that the schema reports it with a
 * pointer, as it does unknown members and an object where a list should be. An empty element is an empty
 * text, list or object, the first of them that the schema takes.
 *
 * The reader throws RestError `bad_request` for what is not well-formed XML 1.0 in UTF-8 or has no place
 * in the mapping (a DOCTYPE, an attribute, a member twice, mixed content, more than 32 levels inside the
 * document's element), `payload_too_large` beyond 1,000 elements inside it or 10,000 characters a text,
 * `validation_failed` where it is no object.
 */
export function compileXmlReader(schema: JsonSchema): (text: string) => Record<string, unknown> {
  const shape = compileShape(schema);
  return (text) => {
    const value = readElement(parseXml(text), shape);
    if (isRecord(value)) return value;
    throw new RestError("validation_failed", {
      detail: "The body must be an object.",
      errors: [
        {
          pointer: "#",
          code: "invalid_type",
          detail: "This must be an object.",
          fix: "Send an element for each member inside the document's element.",
        },
      ],
    });
  };
}

function readElement(element: XmlElement, shape: Shape): unknown {
  if (element.isNull) return null;
  if (element.items !== undefined) return readItems(element.items, shape);
  if (element.members !== undefined) return readMembers(element.members, shape);
  return readLeaf(element.text, shape);
}

function readItems(items: XmlElement[], { list }: Shape): unknown[] {
  return items.map((item, index) =>
    readElement(item, list?.first[index] ?? list?.others ?? anyShape),
  );
}

function readMembers(members: Map<string, XmlElement>, shape: Shape): Record<string, unknown> {
  const object = shape.objects.find((branch) => fits(members, branch)) ?? shape.merged;
  const value: Record<string, unknown> = {};
  for (const [name, element] of members) {
    value[name] = readElement(element, object.members.get(name) ?? object.others ?? anyShape);
  }
  return value;
}

function fits(members: Map<string, XmlElement>, branch: ObjectShape): boolean {
  for (const [name, { text }] of members) {
    if (!branch.members.has(name) && branch.others === undefined) return false;
    if (branch.literals.get(name)?.has(text) === false) return false;
  }
  return true;
}

function readLeaf(text: string, shape: Shape): unknown {
  if (!shape.takesString && isBlank(text)) {
    if (shape.list !== undefined) return [];
    if (shape.objects.length > 0) return {};
  }
  return shape.readText(text);
}
