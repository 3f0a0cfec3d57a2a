import type { JsonSchema } from "../json-schema.ts";

/** The answer headers that the document explains, once each. */
export const headers = {
  "Idempotent-Replayed": text(
    "`true` where the answer was given before to the same Idempotency-Key.",
  ),
  Link: text('The next page of a list, as `rel="next"` (RFC 8288).'),
  Location: text("The path of what was created."),
  RateLimit: text(
    "What is left of the quota and when it renews (draft-ietf-httpapi-ratelimit-headers).",
  ),
  "RateLimit-Policy": text("The quota and its window, in seconds."),
  "Retry-After": { description: "Seconds until a retry makes sense.", schema: { type: "integer" } },
  "WWW-Authenticate": text("How to send a credential (RFC 9110 §11.6.1)."),
  "X-Request-Id": text("The id of the request, to quote in questions."),
};

export type HeaderName = keyof typeof headers;

/** References to explained headers. */
export function refer(names: HeaderName[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

export const idempotencyKeyParameters = {
  IdempotencyKey: idempotencyKeyParameter(false),
  IdempotencyKeyRequired: idempotencyKeyParameter(true),
};

export const defaultSecuritySchemes = {
  ApiKey: { type: "http", scheme: "bearer", description: "An API key as a bearer token." },
  ApiKeyHeader: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same key." },
};

/** Problem details (RFC 9457) with the members that every error has. */
export function problemSchema(codes: string[]): JsonSchema {
  return {
    type: "object",
    description: "Problem details (RFC 9457).",
    properties: {
      type: { type: "string", format: "uri-reference", description: "The page about the error." },
      title: { type: "string", description: "The same for every error of this code." },
      status: { type: "integer", minimum: 400, maximum: 599 },
      detail: { type: "string", description: "What went wrong this time, for people." },
      code: { type: "string", enum: codes },
      requestId: { type: "string" },
      docUrl: { type: "string", format: "uri-reference" },
      errors: { type: "array", items: faultSchema },
    },
    required: ["type", "title", "status", "code", "requestId"],
  };
}

const faultSchema: JsonSchema = {
  type: "object",
  properties: {
    pointer: { type: "string", description: "A JSON pointer into the input: `#/items/0`." },
    code: { type: "string" },
    detail: { type: "string" },
    fix: { type: "string", description: "The mend." },
  },
  required: ["pointer", "code", "detail"],
};

function text(description: string) {
  return { description, schema: { type: "string" } };
}

function idempotencyKeyParameter(required: boolean) {
  return {
    name: "Idempotency-Key",
    in: "header",
    required,
    description:
      "A fresh key for each new request, and the same one for its retries: they get the first answer and have no second effect.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  };
}
