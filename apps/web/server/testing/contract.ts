import type { Operation } from "@crossdock/adapters";
import { Ajv2020 } from "ajv/dist/2020.js";
import { openApi } from "../public-api.ts";
import type { Answer } from "./rest-client.ts";

type Response = {
  $ref?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: { $ref: string } }>;
};

const documents = new Map([...openApi].map(([version, text]) => [version, JSON.parse(text)]));
// Formats are notes for people here: the schemas' own patterns and lengths are checked.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
for (const [version, document] of documents) ajv.addSchema(document, version);

/** What an answer has that the OpenAPI document does not say of its operation; empty where all is as documented. */
export function offences(
  version: string,
  { name, path, method }: Operation,
  { status, headers, body }: Answer,
): string[] {
  const document = documents.get(version);
  const responses: Record<string, Response> = document.paths[path][method.toLowerCase()].responses;
  const stated = responses[status];
  if (!stated) return [`${name} does not document ${status}`];
  const response = stated.$ref ? resolve<Response>(document, stated.$ref) : stated;
  const [type = ""] = (headers.get("content-type") ?? "").split(";");
  const media = response.content?.[type];
  if (!response.content)
    return body === undefined ? [] : [`${name} documents no body at ${status}`];
  if (!media) return [`${name} does not document ${type || "an empty body"} at ${status}`];
  const validate = ajv.compile({ $ref: `${version}${media.schema.$ref}` });
  if (validate(body)) return [];
  return (validate.errors ?? []).map((error) => `${name} ${error.instancePath} ${error.message}`);
}

function resolve<T>(document: object, ref: string): T {
  const found = ref
    .slice(2)
    .split("/")
    .reduce<unknown>((node, part) => Reflect.get(node as object, part), document);
  return found as T;
}
