import type { ApiDocument } from "./document.ts";
import { isObject, type JsonObject, listOf, objectOf, ownMember, textOf } from "./json.ts";
import { exampleOf, inlined, resolved } from "./schema.ts";
import { type CallMethod, callMethods } from "./settings.ts";

/** A line of the list of operations. */
export type OperationSummary = {
  method: CallMethod;
  /** The template below the base address: `/orders/{id}`. */
  path: string;
  summary: string;
  tag: string | null;
  deprecated: boolean;
};

type ParameterPlace = "path" | "query" | "header";

type ApiParameter = {
  name: string;
  in: ParameterPlace;
  required: boolean;
  description: string | null;
  schema: JsonObject;
  example: unknown;
};

/** An operation with what it takes; its schemas stand alone. */
export type ApiOperation = OperationSummary & {
  parameters: ApiParameter[];
  body: ApiBody | null;
};

type ApiBody = {
  mediaType: string;
  required: boolean;
  schema: JsonObject;
  example: unknown;
};

/** Every operation of the document, in its order. */
export function listOperations({ root }: ApiDocument): OperationSummary[] {
  return Object.entries(objectOf(root.paths)).flatMap(([path, item]) => {
    const operations = resolved(root, item);
    return callMethods.flatMap((method) => {
      const operation = ownMember(operations, method.toLowerCase());
      return isObject(operation) && path.startsWith("/")
        ? [summaryOf(method, path, operation)]
        : [];
    });
  });
}

/** An operation by its method and path; null where the document has none. */
export function findOperation(
  { root }: ApiDocument,
  method: string,
  path: string,
): ApiOperation | null {
  const item = resolved(root, ownMember(objectOf(root.paths), path));
  const operation = ownMember(item, method.toLowerCase());
  const known = callMethods.find((one) => one === method);
  if (!known || !isObject(operation)) return null;
  return {
    ...summaryOf(known, path, operation),
    parameters: parametersOf(root, item, operation),
    body: bodyOf(root, operation),
  };
}

function summaryOf(method: CallMethod, path: string, operation: JsonObject): OperationSummary {
  const summary = textOf(operation.summary) ?? textOf(operation.operationId) ?? "";
  return {
    ...{ method, path, summary: summary.slice(0, 200) },
    tag: textOf(listOf(operation.tags)[0])?.slice(0, 100) ?? null,
    deprecated: operation.deprecated === true,
  };
}

/** Those of the operation itself stand before those of its path. Cookies are nothing for a server. */
function parametersOf(root: JsonObject, item: JsonObject, operation: JsonObject): ApiParameter[] {
  const found = new Map<string, ApiParameter>();
  for (const node of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
    const parameter = parameterOf(root, resolved(root, node));
    if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

function parameterOf(root: JsonObject, node: JsonObject): ApiParameter | null {
  const name = textOf(node.name);
  const place = places.find((one) => one === node.in);
  // These are ours to set.
  if (!name || !place || (place === "header" && reserved.test(name))) return null;
  const content = Object.values(objectOf(node.content))[0];
  const schema = inlined(root, node.schema ?? objectOf(content).schema);
  const example = node.example ?? firstExample(root, node) ?? exampleOf(schema);
  const description = textOf(node.description)?.slice(0, 300) ?? null;
  return { name, in: place, required: node.required === true, description, schema, example };
}

const places = ["path", "query", "header"] as const;
const reserved = /^(accept|content-type|authorization|idempotency-key)$/i;

function bodyOf(root: JsonObject, operation: JsonObject): ApiBody | null {
  const node = resolved(root, operation.requestBody);
  const content = objectOf(node.content);
  const types = Object.keys(content);
  const isJson = (type: string) => /^application\/([\w.+-]+\+)?json\b/i.test(type);
  const isForm = (type: string) => /^application\/x-www-form-urlencoded\b/i.test(type);
  const mediaType = types.find(isJson) ?? types.find(isForm) ?? types[0];
  if (mediaType === undefined) return null;
  const media = objectOf(content[mediaType]);
  const schema = inlined(root, media.schema);
  const example = media.example ?? firstExample(root, media) ?? exampleOf(schema);
  return { mediaType, required: node.required === true, schema, example };
}

function firstExample(root: JsonObject, { examples }: JsonObject): unknown {
  return resolved(root, Object.values(objectOf(examples))[0]).value;
}
