import type { Operation } from "../operation.ts";
import { type Components, createComponents } from "./components.ts";
import { pascalCase } from "./names.ts";
import { parameters, requestBody } from "./request.ts";
import {
  type ErrorCodes,
  errorResponse,
  errorsByStatus,
  type Response,
  successResponse,
} from "./responses.ts";
import {
  defaultSecuritySchemes,
  headers,
  idempotencyKeyParameters,
  problemSchema,
} from "./shared.ts";

export type OpenApiOptions = {
  operations: Operation[];
  title: string;
  version: string;
  description?: string;
  /** The base path, relative so that the document is the same everywhere: `/api/v1`. */
  serverUrl: string;
  /** Every code that an error may have, with its status and title. */
  errorCodes: ErrorCodes;
  /** Ways to authenticate, any of which will do. Defaults to a bearer key, or the key in `X-API-Key`. */
  securitySchemes?: Record<string, object>;
};

/**
 * The OpenAPI 3.1.1 document of the operations. The same operations give the same text, byte for byte.
 * @throws Error where an operation names an error that is not in `errorCodes`
 */
export function openApiDocument(options: OpenApiOptions): Record<string, unknown> {
  const { operations, title, version, description, serverUrl, errorCodes } = options;
  const securitySchemes = options.securitySchemes ?? defaultSecuritySchemes;
  const schemes = Object.keys(securitySchemes);
  const components = createComponents();
  const responses = new Map<string, Response>();
  const paths: Record<string, Record<string, object>> = {};
  // Outputs come first: where input and output share a name, the output keeps it.
  const successes = operations.map((operation) => successResponse(operation, components));
  operations.forEach((operation, index) => {
    const { path, method, status } = operation;
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      ...facts(operation),
      ...request(operation, components),
      responses: { [status]: successes[index], ...errorRefs(operation, errorCodes, responses) },
      security: schemes.map((scheme) => ({ [scheme]: [operation.scope] })),
    };
  });
  return {
    openapi: "3.1.1",
    info: { title, version, ...(description === undefined ? {} : { description }) },
    servers: [{ url: serverUrl }],
    tags: [...new Set(operations.flatMap(({ tags }) => tags))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...components.schemas(), Problem: problemSchema(Object.keys(errorCodes)) },
      responses: Object.fromEntries([...responses].sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters: idempotencyKeyParameters,
      headers,
      securitySchemes,
    },
  };
}

function facts({ name, summary, description, tags, deprecated }: Operation): object {
  return {
    operationId: name,
    summary,
    ...(description === undefined ? {} : { description }),
    tags,
    ...(deprecated ? { deprecated } : {}),
  };
}

function request(operation: Operation, components: Components): object {
  const body = requestBody(operation, components);
  return {
    parameters: parameters(operation, components),
    ...(body === undefined ? {} : { requestBody: body }),
  };
}

/** Equal answers are written once and referred to: most operations share most errors. */
function errorRefs(
  operation: Operation,
  table: ErrorCodes,
  responses: Map<string, Response>,
): Record<string, { $ref: string }> {
  const refs: Record<string, { $ref: string }> = {};
  for (const [status, codes] of errorsByStatus(operation, table)) {
    const name = codes.map(pascalCase).join("Or");
    responses.set(name, errorResponse(status, codes, table));
    refs[status] = { $ref: `#/components/responses/${name}` };
  }
  return refs;
}
