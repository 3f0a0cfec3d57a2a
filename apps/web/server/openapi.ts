import {
  type Document,
  type JsonSchema,
  openApiDocument,
  type ServedVersion,
} from "@crossdock/adapters";
import { eventWebhooks, versions } from "@crossdock/api";
import { errorCodes } from "@crossdock/core";
import { basePath, served } from "./public-api.ts";
import { securitySchemes } from "./security-schemes.ts";

const text = { type: "string" as const, maxLength: 200 };
const authorizedHeaders = {
  RateLimit: {
    description:
      "What is left of the quota and when it renews (draft-ietf-httpapi-ratelimit-headers).",
    schema: text,
  },
  "RateLimit-Policy": { description: "The quota and its window, in seconds.", schema: text },
  "Api-Key-Expires": {
    description:
      "When the key ends, as `@` and seconds since 1970 (a Date of RFC 9651). Sent in its last 30 days: rotate it.",
    schema: text,
  },
};

const description =
  "Products, orders, customers and payments of one shop. In XML the items of a list are `<i>` elements, and null is `xsi:nil`.";

// As `rest.ts` has it: older versions do not tell it.
const logUrl: JsonSchema = {
  type: "string",
  format: "uri",
  maxLength: 2048,
  description: "The page of the request in the log, for who may sign in.",
};

/** The OpenAPI document of each version, as `/api/<version>/openapi.json` serves it. */
export const openApi: ReadonlyMap<string, string> = new Map(
  served.map((version) => [version.facts.name, documentOf(version)]),
);

/** The documents of a version, by their paths below its own. */
export function documentsOf(version: string | undefined): Record<string, Document> {
  const body = openApi.get(version ?? "");
  if (body === undefined) return {};
  return { "/openapi.json": { contentType: "application/json; charset=utf-8", body } };
}

function documentOf({ facts, operations }: ServedVersion): string {
  const document = openApiDocument({
    operations,
    facts,
    errorCodes,
    problemMembers: facts.name === versions.head.name ? { logUrl } : {},
    title: "Crossdock",
    version: facts.name,
    description,
    serverUrl: `${basePath}/${facts.name}`,
    headers: authorizedHeaders,
    securitySchemes,
    webhooks: eventWebhooks(facts.name),
    info: {
      contact: { name: "The shop's owner" },
      license: { name: "MIT", identifier: "MIT" },
    },
  });
  return `${JSON.stringify(document, null, 2)}\n`;
}
