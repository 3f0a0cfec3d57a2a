import type { z } from "zod";
import type { JsonSchema } from "../json-schema.ts";
import { createComponents } from "../openapi/components.ts";
import { pascalCase } from "../openapi/names.ts";
import { checked, type Endpoint, endpointsOf } from "./endpoint.ts";
import { schemasIn, writeItem } from "./extra-paths.ts";
import { describeEndpoint, operationOf, type Place } from "./operation.ts";
import { codeOf, errorSchema, errorsOf } from "./responses.ts";
import { createDescribe, type Describe, setApart } from "./schema.ts";
import type { OpenApiFacts, OpenApiRouter } from "./types.ts";

export type OpenApiContactObject = { name?: string; url?: string; email?: string };

export type OpenApiLicenseObject = { name: string; identifier?: string; url?: string };

export type SecuritySchemeObject = {
  type: "apiKey" | "http" | "oauth2" | "openIdConnect";
  description?: string;
  name?: string;
  in?: string;
  scheme?: string;
  bearerFormat?: string;
  flows?: object;
  openIdConnectUrl?: string;
};

/** An OpenAPI document. What is below `paths` and `components` is JSON of the specification's making. */
export type OpenAPIObject = {
  openapi: string;
  info: {
    title: string;
    version: string;
    description?: string;
    contact?: OpenApiContactObject;
    license?: OpenApiLicenseObject;
  };
  servers: { url: string }[];
  paths: Record<string, Record<string, object>>;
  components: {
    schemas: Record<string, object>;
    securitySchemes: Record<string, SecuritySchemeObject>;
  };
  tags?: { name: string }[];
  externalDocs?: { url: string };
};

export type GenerateOpenApiDocumentOptions<TMeta = Record<string, unknown>> = {
  title: string;
  description?: string;
  version: string;
  contact?: OpenApiContactObject;
  license?: OpenApiLicenseObject;
  /** `3.1.0` by default; with `3.0.x` the schemas are in that version's dialect, which Zod has since 4.1. */
  openApiVersion?: `3.${0 | 1}.${number}`;
  baseUrl: string;
  docsUrl?: string;
  tags?: string[];
  /** Any of which will do. A bearer token in `Authorization` by default. */
  securitySchemes?: Record<string, SecuritySchemeObject>;
  /** More paths: path items as in OpenAPI, with Zod schemas wherever it has schemas. */
  paths?: Record<string, object>;
  /** Which procedures are shown. */
  filter?: (ctx: { metadata: { openapi: OpenApiFacts } & TMeta }) => boolean;
  /** Schemas by name, shown as components whether a procedure uses them or not. */
  defs?: Record<string, z.ZodType>;
};

const defaultSchemes: Record<string, SecuritySchemeObject> = {
  Authorization: { type: "http", scheme: "bearer" },
};

/**
 * The OpenAPI document of the procedures with `openapi` meta. Nothing of the caller's schemas is changed.
 * @throws TRPCError naming the procedure and what is wrong with it
 */
export function generateOpenApiDocument<TMeta = Record<string, unknown>>(
  router: OpenApiRouter,
  options: GenerateOpenApiDocumentOptions<TMeta>,
): OpenAPIObject {
  const { title, version, description, contact, license, docsUrl, tags } = options;
  const { securitySchemes = defaultSchemes, openApiVersion = "3.1.0" } = options;
  const endpoints = endpointsOf(router).filter((endpoint) => isShown(endpoint, options));
  const { paths, schemas } = write(endpoints, Object.keys(securitySchemes), options);
  return {
    openapi: openApiVersion,
    info: {
      ...{ title, version },
      ...(description === undefined ? {} : { description }),
      ...(contact === undefined ? {} : { contact }),
      ...(license === undefined ? {} : { license }),
    },
    servers: [{ url: options.baseUrl }],
    paths,
    components: { schemas, securitySchemes },
    ...(tags === undefined ? {} : { tags: tags.map((name) => ({ name })) }),
    ...(docsUrl === undefined ? {} : { externalDocs: { url: docsUrl } }),
  };
}

function isShown<TMeta>(
  { meta, facts }: Endpoint,
  { filter }: GenerateOpenApiDocumentOptions<TMeta>,
): boolean {
  // The caller says what else is in its meta.
  return (
    filter?.({ metadata: { ...meta, openapi: facts } as { openapi: OpenApiFacts } & TMeta }) ?? true
  );
}

function write<TMeta>(
  endpoints: Endpoint[],
  schemes: string[],
  { openApiVersion = "3.1.0", defs = {}, paths: more = {} }: GenerateOpenApiDocumentOptions<TMeta>,
): { paths: OpenAPIObject["paths"]; schemas: Record<string, object> } {
  const dialect = openApiVersion.startsWith("3.0") ? "openapi-3.0" : "draft-2020-12";
  const names = new Map(Object.entries(defs).map(([name, schema]) => [schema, name]));
  const describe = createDescribe(dialect, names);
  const described = endpoints.map((endpoint) =>
    checked(endpoint, () => describeEndpoint(endpoint, describe)),
  );
  const extra = schemasIn(more, describe);
  const apart = setApart(
    [...described.flatMap(({ input, requestHeaders }) => [input, requestHeaders]), ...extra.input],
    [
      ...described.flatMap(({ output, responseHeaders }) => [output, responseHeaders]),
      ...extra.output,
    ],
  );
  const components = createComponents();
  const placeFor =
    (fallback: string): Place =>
    ({ $defs: _, ...part }, root) =>
      components.inline(part, root, fallback);
  const paths: OpenAPIObject["paths"] = {};
  for (const { output, responseHeaders, ...rest } of described) {
    const { name, path, method } = rest.endpoint;
    const entry = { ...rest, output: apart(output), responseHeaders: apart(responseHeaders) };
    const operation = operationOf(entry, schemes, placeFor(pascalCase(name)));
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  const root: Describe = (schema, io) =>
    io === "output" ? apart(describe(schema, io)) : describe(schema, io);
  for (const [path, item] of Object.entries(more)) {
    paths[path] = {
      ...paths[path],
      ...writeItem(item, { root, place: placeFor(pascalCase(path)) }),
    };
  }
  for (const [name, schema] of Object.entries(defs)) {
    if (Object.hasOwn(components.schemas(), name)) continue;
    const def = root(schema, "output");
    placeFor(name)(def, def);
  }
  return { paths, schemas: { ...components.schemas(), ...errorSchemas(endpoints) } };
}

function errorSchemas(endpoints: Endpoint[]): Record<string, JsonSchema> {
  const statuses = endpoints.flatMap((endpoint) => Object.keys(errorsOf(endpoint)));
  const codes = new Set(statuses.map((status) => codeOf(Number(status))));
  return Object.fromEntries([...codes].map((code) => [`error.${code}`, errorSchema(code)]));
}
