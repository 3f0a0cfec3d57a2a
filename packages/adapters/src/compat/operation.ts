import { z } from "zod";
import { type JsonSchema, resolve } from "../json-schema.ts";
import type { Endpoint } from "./endpoint.ts";
import { errorResponses, errorsOf } from "./responses.ts";
import type { Describe } from "./schema.ts";

/** An endpoint with the JSON Schemas of all that it takes and gives. */
export type Described = {
  endpoint: Endpoint;
  input: JsonSchema;
  requestHeaders: JsonSchema;
  output: JsonSchema;
  responseHeaders: JsonSchema;
};

/** Writes a part of a schema into the document, and what it refers to among the components. */
export type Place = (part: JsonSchema, root: JsonSchema) => JsonSchema;

export function describeEndpoint(endpoint: Endpoint, describe: Describe): Described {
  const { input, output, facts } = endpoint;
  const headers = (schema: z.ZodObject | undefined, io: "input" | "output") =>
    schema === undefined ? {} : describe(schema, io);
  return {
    endpoint,
    input: input.object === undefined ? {} : describeInput(input.object, input.outer, describe),
    requestHeaders: headers(facts.requestHeaders, "input"),
    output: describeOutput(output, describe),
    responseHeaders: headers(facts.responseHeaders, "output"),
  };
}

/** The operation object of a described endpoint. */
export function operationOf(described: Described, schemes: string[], place: Place): object {
  const { endpoint, output, responseHeaders } = described;
  const { name, facts } = endpoint;
  const { operationId, summary, description, tags, deprecated, protect = true } = facts;
  const body = requestBody(described, place);
  const parameters = parametersOf(described, place);
  const headers = headersOf(responseHeaders, place);
  const content = { "application/json": { schema: place(output, output) } };
  const success = { description: facts.successDescription ?? "Successful response" };
  return {
    operationId: operationId ?? name.replaceAll(".", "-"),
    ...defined({ summary, description, tags }),
    ...(protect ? { security: schemes.map((scheme) => ({ [scheme]: [] })) } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: {
      200: { ...success, ...(headers === undefined ? {} : { headers }), content },
      ...errorResponses(errorsOf(endpoint)),
    },
    ...(deprecated ? { deprecated } : {}),
  };
}

/** Parameters of one place, such as the members of a schema of headers. */
export function parametersIn(where: string, root: JsonSchema, place: Place): object[] {
  const { properties = {}, required = [] } = resolve(root, root);
  return Object.entries(properties).map(([name, schema]) =>
    parameter(where, name, partOf(schema), required.includes(name), (part) => place(part, root)),
  );
}

function parametersOf({ endpoint, input, requestHeaders }: Described, place: Place): object[] {
  const { params, takesBody } = endpoint;
  const { properties = {}, required = [] } = resolve(input, input);
  const put = (part: JsonSchema) => place(part, input);
  const queried = Object.keys(properties).filter((name) => !takesBody && !params.includes(name));
  const isRequired = (name: string) => endpoint.input.isRequired && required.includes(name);
  return [
    ...parametersIn("header", requestHeaders, place),
    // A procedure without an input may have parameters that nobody reads.
    ...params.map((name) =>
      parameter("path", name, partOf(properties[name] ?? { type: "string" }), true, put),
    ),
    ...queried.map((name) =>
      parameter("query", name, partOf(properties[name]), isRequired(name), put),
    ),
  ];
}

function parameter(
  where: string,
  name: string,
  schema: JsonSchema,
  isRequired: boolean,
  put: (part: JsonSchema) => JsonSchema,
): object {
  const { description } = schema;
  const required = isRequired ? { required: true } : {};
  return { in: where, name, schema: put(schema), ...required, ...defined({ description }) };
}

/** The input without the path parameters; nothing where none is left, or the procedure takes none. */
function requestBody({ endpoint, input }: Described, place: Place): object | undefined {
  const { params, takesBody, contentTypes } = endpoint;
  const { object, isDeclared, isRequired } = endpoint.input;
  if (!takesBody || !isDeclared || object === undefined) return undefined;
  const { properties = {}, required = [], ...rest } = resolve(input, input);
  const kept = Object.entries(properties).filter(([name]) => !params.includes(name));
  if (params.length > 0 && kept.length === 0) return undefined;
  const requiredHere = required.filter((name) => !params.includes(name));
  const { $defs: _, ...schema } = {
    ...rest,
    properties: Object.fromEntries(kept),
    ...(requiredHere.length > 0 ? { required: requiredHere } : {}),
  };
  const placed = place(schema, input);
  const content = Object.fromEntries(contentTypes.map((type) => [type, { schema: placed }]));
  return { required: isRequired, content };
}

/** The headers object of a schema of headers; nothing where it has none. */
export function headersOf(root: JsonSchema, place: Place): object | undefined {
  const { properties, required = [] } = resolve(root, root);
  if (properties === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const isRequired = required.includes(name) ? { required: true } : {};
      const { description } = partOf(schema);
      return [
        name,
        { ...isRequired, schema: place(partOf(schema), root), ...defined({ description }) },
      ];
    }),
  );
}

/** `z.undefined()` says that there is no answer; JSON Schema has `{ not: {} }` for it. */
function describeOutput(output: z.core.$ZodType, describe: Describe): JsonSchema {
  return output instanceof z.ZodUndefined ? { not: {} } : describe(output, "output");
}

/**
 * What is said of an input may stand around the object, as in `.optional().meta({ … })`. The object itself
 * stands in the document without its name: it is there without the path parameters.
 */
function describeInput(
  object: z.ZodObject,
  outer: z.core.$ZodType | undefined,
  describe: Describe,
): JsonSchema {
  const json = describe(object, "input");
  const around = outer === undefined ? {} : describe(outer, "input");
  const { title, description, examples, example }: JsonSchema = resolve(around, around);
  const { $defs = {}, ...root } = { ...resolve(json, json), $defs: json.$defs };
  const own = json.$ref?.replace("#/$defs/", "") ?? "";
  const { [own]: named, ...others } = $defs;
  const isRecursive = JSON.stringify([root, others]).includes(`"${json.$ref}"`);
  return {
    ...root,
    ...defined({ title, description, examples, example }),
    $defs: isRecursive && named !== undefined ? $defs : others,
  };
}

function partOf(schema: JsonSchema | boolean | undefined): JsonSchema {
  return typeof schema === "object" ? schema : {};
}

function defined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
