import { at, membersAt, type Node, type Place } from "./document.ts";
import { fromPairs, fromText, memberOf } from "./spelling.ts";
import { readXml } from "./xml.ts";

/** A request as it goes over the wire. */
export type SentRequest = {
  method: string;
  /** Below the server's address in the document, with its query: `/orders?limit=2`. */
  target: string;
  headers: Headers;
  /** The text of the body; nothing where none was sent. */
  body?: string;
};

/** What a value has that its schema does not allow, a line each. */
export type Faults = (schema: Place, value: unknown, what: string) => string[];

/** What of a request its operation does not allow. */
export function requestFaults(
  operation: Place,
  params: Record<string, string>,
  request: SentRequest,
  faults: Faults,
): string[] {
  const parameters = membersAt(at(operation, "parameters")).map(([, parameter]) => parameter);
  const [, query = ""] = request.target.split("?");
  const schemaOf = (name: string) => {
    const found = parameters.find(({ node }) => node.in === "query" && node.name === name);
    return found && at(found, "schema");
  };
  const given: Record<string, Node> = {
    path: params,
    query: fromPairs(new URLSearchParams(query), schemaOf),
    header: Object.fromEntries(request.headers),
  };
  return [
    ...Object.keys(given.query ?? {})
      .filter((name) => schemaOf(name) === undefined)
      .map((name) => `the parameter ${name} is undocumented`),
    ...parameters.flatMap((parameter) => parameterFaults(parameter, given, faults)),
    ...bodyFaults(at(operation, "requestBody"), request, faults),
  ];
}

function parameterFaults(parameter: Place, given: Record<string, Node>, faults: Faults): string[] {
  const { in: place, name, required } = parameter.node;
  const spelled = place === "header" ? String(name).toLowerCase() : String(name);
  const value = given[String(place)]?.[spelled];
  const what = `the ${place} ${name}`;
  if (value === undefined) return required === true ? [`${what} is missing`] : [];
  const schema = at(parameter, "schema");
  return faults(schema, typeof value === "string" ? fromText(value, schema) : value, what);
}

function bodyFaults(requestBody: Place, { headers, body }: SentRequest, faults: Faults): string[] {
  if (body === undefined) return requestBody.node.required === true ? ["the body is missing"] : [];
  const type = typeOf(headers);
  const content = at(requestBody, "content");
  if (!(type in content.node)) return [`a body of type ${type || "(none)"} is undocumented`];
  const schema = at(content, type, "schema");
  return faults(schema, readBody(body, type, schema), "the body");
}

function readBody(text: string, type: string, schema: Place): unknown {
  if (type.endsWith("xml")) return readXml(text, schema);
  if (type.endsWith("json")) return JSON.parse(text);
  return fromPairs(new URLSearchParams(text), (name) => memberOf(schema, name));
}

/** The media type of a body, without parameters. */
export function typeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
}
