import type { AnyTRPCRouter } from "@trpc/server";
import type { JsonSchema } from "../json-schema.ts";
import type { Operation } from "../operation.ts";
import { defaultErrorCodes } from "../problem.ts";
import { buildRegistry } from "../registry.ts";
import type { VersionFacts } from "../version/define.ts";
import { type Components, createComponents } from "./components.ts";
import { pascalCase } from "./names.ts";
import { parameters, requestBody } from "./request.ts";
import {
  type ErrorCodes,
  errorResponse,
  errorsByStatus,
  notModified,
  type Response,
  successResponse,
} from "./responses.ts";
import {
  defaultSecuritySchemes,
  type HeaderObject,
  headerParameters,
  ownHeaders,
  problemSchema,
} from "./shared.ts";
import { type Webhook, webhookItems } from "./webhooks.ts";

type Facts = {
  title: string;
  version: string;
  description?: string;
  /** Every code that an error may have, with its status and title. */
  errorCodes?: ErrorCodes;
  /** More members that every problem may have, by their names. */
  problemMembers?: Record<string, JsonSchema>;
  /** Ways to authenticate, any of which will do. Defaults to a bearer key, or the key in `X-API-Key`. */
  securitySchemes?: Record<string, object>;
  /** The headers that `authorize` adds to every answer. */
  headers?: Record<string, HeaderObject>;
  /** The version of the API that is described, where there are several. */
  facts?: VersionFacts;
  /** What the server sends to others, by the type of event. */
  webhooks?: Record<string, Webhook>;
  /** More members of the `info` object, such as `license` and `contact`. */
  info?: Record<string, unknown>;
};

export type OpenApiOptions = Facts & {
  operations: Operation[];
  /** The base path, relative so that the document is the same everywhere: `/api/v1`. */
  serverUrl: string;
};

export type OpenApiDocumentOptions = Facts & {
  /** Where the operations live: a path, or an absolute URL. */
  baseUrl: string;
};

/** What all answers of a document have in common. */
export type DocumentFacts = {
  operations: Operation[];
  errorCodes: ErrorCodes;
  /** The names of the headers of every answer, and of those after authorization. */
  everywhere: string[];
  authorized: string[];
};

/** The OpenAPI 3.1.1 document of a router. @throws as `buildRegistry` and `openApiDocument` do */
export function createOpenApiDocument(
  router: AnyTRPCRouter,
  { baseUrl, ...facts }: OpenApiDocumentOptions,
): Record<string, unknown> {
  return openApiDocument({ ...facts, operations: buildRegistry(router), serverUrl: baseUrl });
}

/**
 * The OpenAPI 3.1.1 document of the operations. The same operations give the same text, byte for byte.
 * @throws Error where an operation names an error that is not in `errorCodes`
 */
export function openApiDocument(options: OpenApiOptions): Record<string, unknown> {
  const { operations, title, version, description, serverUrl, webhooks } = options;
  const securitySchemes = options.securitySchemes ?? defaultSecuritySchemes;
  const facts = factsOf(options);
  const components = createComponents();
  const { paths, responses } = pathsOf(facts, components, Object.entries(securitySchemes));
  const hooks = webhooks === undefined ? undefined : webhookItems(webhooks, components);
  const codes = Object.keys(facts.errorCodes);
  const schemas: Record<string, JsonSchema> = {
    ...components.schemas(),
    Problem: problemSchema(codes, options.problemMembers),
  };
  return {
    openapi: "3.1.1",
    info: { title, version, ...(description ? { description } : {}), ...options.info },
    servers: [{ url: serverUrl }],
    tags: tagsOf(operations),
    paths,
    ...(hooks === undefined ? {} : { webhooks: hooks }),
    components: {
      schemas,
      responses: Object.fromEntries([...responses].sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters: referredTo("parameters", headerParameters, paths),
      headers: referredTo("headers", { ...ownHeaders, ...options.headers }, [paths, ...responses]),
      securitySchemes,
    },
  };
}

/** A tag is about what its operations do. */
function tagsOf(operations: Operation[]): { name: string; description: string }[] {
  const names = new Set(operations.flatMap(({ tags }) => tags));
  return [...names].map((name) => {
    const tagged = operations.filter(({ tags }) => tags.includes(name));
    return { name, description: tagged.map(({ summary }) => `${summary}.`).join(" ") };
  });
}

/** The shared objects that the document has a use for. */
function referredTo<T>(kind: string, shared: Record<string, T>, where: object): Record<string, T> {
  const text = JSON.stringify(where);
  const isUsed = (name: string) => text.includes(`"#/components/${kind}/${name}"`);
  return Object.fromEntries(Object.entries(shared).filter(([name]) => isUsed(name)));
}

function factsOf({ operations, headers, facts, errorCodes }: OpenApiOptions): DocumentFacts {
  return {
    operations,
    errorCodes: errorCodes ?? defaultErrorCodes,
    everywhere: [
      "X-Request-Id",
      "Access-Control-Allow-Origin",
      ...(facts === undefined ? [] : ["Api-Version"]),
      ...(facts?.deprecated === undefined ? [] : ["Deprecation", "Link"]),
      ...(facts?.sunset === undefined ? [] : ["Sunset"]),
    ],
    authorized: Object.keys(headers ?? {}),
  };
}

/** A flow of OAuth knows the scopes that it lists and no other word (OpenAPI 3.1 §4.8.27). */
function scopesFor(scheme: { flows?: Record<string, { scopes: object }> }, scope?: string) {
  if (scope === undefined) return [];
  const flows = Object.values(scheme.flows ?? {});
  return flows.length === 0 || flows.some(({ scopes }) => scope in scopes) ? [scope] : [];
}

function pathsOf(facts: DocumentFacts, components: Components, schemes: [string, object][]) {
  const paths: Record<string, Record<string, object>> = {};
  const responses = new Map<string, Response>();
  // Outputs come first: where input and output share a name, the output keeps it.
  const successes = facts.operations.map((op) => successResponse(op, components, facts));
  facts.operations.forEach((operation, index) => {
    const { path, method, status, scope } = operation;
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      ...headOf(operation),
      ...request(operation, components),
      responses: {
        [status]: successes[index],
        ...(method === "GET" && status === 200 ? { 304: shared(notModified(facts)) } : {}),
        ...errorRefs(operation, facts, responses),
      },
      security: schemes.map(([name, scheme]) => ({ [name]: scopesFor(scheme, scope) })),
    };
  });

  function shared(response: Response): { $ref: string } {
    responses.set("NotModified", response);
    return { $ref: "#/components/responses/NotModified" };
  }

  return { paths, responses };
}

function headOf(operation: Operation): object {
  const { name, summary, description, tags, cost, deprecated } = operation;
  return {
    operationId: name,
    summary,
    ...(description === undefined ? {} : { description }),
    tags,
    ...(cost === 1 ? {} : { "x-cost": cost }),
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
  facts: DocumentFacts,
  responses: Map<string, Response>,
): Record<string, { $ref: string }> {
  const refs: Record<string, { $ref: string }> = {};
  for (const [status, codes] of errorsByStatus(operation, facts)) {
    const name = codes.map(pascalCase).join("Or");
    responses.set(name, errorResponse(status, codes, facts));
    refs[status] = { $ref: `#/components/responses/${name}` };
  }
  return refs;
}
