import type { JsonSchema } from "../json-schema.ts";

/** An answer header, as the document explains it. */
export type HeaderObject = { description: string; required?: boolean; schema: JsonSchema };

/** The answer headers that the handlers send themselves. */
export const ownHeaders = {
  Accept: text("The media types that a body may have (RFC 9110 §12.5.1)."),
  "Accept-Encoding": text("How a body may be encoded (RFC 9110 §12.5.3)."),
  "Accept-Patch": text("The media types that a patch may have (RFC 5789 §3.1)."),
  "Access-Control-Allow-Origin": text("The caller's origin, where its pages may call."),
  "Api-Version": text("The version of the API that answered."),
  Deprecation: text("From when on this version is deprecated, as `@` and a Unix time (RFC 9745)."),
  ETag: text("The strong validator of the answer, for `If-None-Match` and `If-Match`."),
  "Idempotent-Replayed": text(
    "`true` where the answer was given before to the same Idempotency-Key.",
  ),
  Link: text('Links (RFC 8288): the next page of a list as `rel="next"`, pages about the version.'),
  Location: sure("The path of what was created."),
  "Retry-After": {
    description: "Seconds until a retry makes sense.",
    schema: { type: "integer", format: "int32", minimum: 0, maximum: 86_400 },
  },
  Sunset: text("When this version is expected to end (RFC 8594)."),
  "WWW-Authenticate": text("Which credential or scope is missing (RFC 9110 §11.6.1, RFC 6750 §3)."),
  "X-Request-Id": sure("The id of the request, to quote in questions."),
} satisfies Record<string, HeaderObject>;

/** References to explained headers. */
export function refer(names: string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** The request headers that operations share. */
export const headerParameters = {
  IdempotencyKey: idempotencyKeyParameter(false),
  IdempotencyKeyRequired: idempotencyKeyParameter(true),
  IfMatch: header("If-Match", false, "The ETag that the change is based on; another one is a 412."),
  IfMatchRequired: header("If-Match", true, "The ETag that the change is based on."),
  IfNoneMatch: header(
    "If-None-Match",
    false,
    "The ETag that is known already: a 304 saves the body.",
  ),
};

export const defaultSecuritySchemes = {
  ApiKey: { type: "http", scheme: "bearer", description: "An API key as a bearer token." },
  ApiKeyHeader: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same key." },
};

/** Problem details (RFC 9457) with the members that every error has. */
export function problemSchema(codes: string[], more: Record<string, JsonSchema> = {}): JsonSchema {
  return {
    type: "object",
    description: "Problem details (RFC 9457).",
    properties: {
      type: {
        type: "string",
        format: "uri-reference",
        maxLength: 2048,
        description: "The page about the error.",
      },
      title: {
        type: "string",
        maxLength: 200,
        description: "The same for every error of this code.",
      },
      status: { type: "integer", format: "int32", minimum: 400, maximum: 599 },
      detail: {
        type: "string",
        maxLength: 4000,
        description: "What went wrong this time, for people.",
      },
      code: { type: "string", enum: codes },
      requestId: { type: "string", maxLength: 100 },
      docUrl: { type: "string", format: "uri-reference", maxLength: 2048 },
      errors: { type: "array", maxItems: 1000, items: faultSchema },
      ...more,
    },
    required: ["type", "title", "status", "code", "requestId"],
  };
}

const faultSchema: JsonSchema = {
  type: "object",
  properties: {
    pointer: {
      type: "string",
      maxLength: 2048,
      description: "A JSON pointer into the input: `#/tags/0`.",
    },
    code: { type: "string", maxLength: 100 },
    detail: { type: "string", maxLength: 4000 },
    fix: { type: "string", maxLength: 1000, description: "The mend." },
  },
  required: ["pointer", "code", "detail"],
};

function text(description: string): HeaderObject {
  return { description, schema: { type: "string", maxLength: 4096 } };
}

/** One that no answer lacks which names it. */
function sure(description: string): HeaderObject {
  return { ...text(description), required: true };
}

function idempotencyKeyParameter(required: boolean) {
  return header(
    "Idempotency-Key",
    required,
    "A fresh key for each new request, and the same one for its retries: they get the first answer and have no second effect.",
    255,
  );
}

function header(name: string, required: boolean, description: string, maxLength = 4096) {
  const schema = { type: "string", minLength: 1, maxLength };
  return { name, in: "header", required, description, schema };
}
