import { z } from "zod";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  minimum?: number;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    default: z.unknown().optional(),
    items: Schema.optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
  }),
);

const Parameter = z.object({
  $ref: z.string().optional(),
  name: z.string().optional(),
  in: z.string().optional(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: Schema.optional(),
  example: z.unknown().optional(),
});

const Content = z.record(z.string(), z.object({ schema: Schema, example: z.unknown().optional() }));

const Response = z.object({
  $ref: z.string().optional(),
  description: z.string().optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
  content: Content.optional(),
  links: z.record(z.string(), z.object({ operationId: z.string() })).optional(),
});

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  deprecated: z.boolean().optional(),
  "x-cost": z.int().optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), Response),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
});

const Webhook = z.object({
  post: z.object({
    summary: z.string(),
    requestBody: z.object({ content: Content }),
  }),
});

/** What the reference shows of an OpenAPI 3.1 document. */
export const Document = z.object({
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  webhooks: z.record(z.string(), Webhook).default({}),
  components: z.object({
    schemas: z.record(z.string(), Schema),
    responses: z.record(z.string(), Response),
    parameters: z.record(z.string(), Parameter),
  }),
});
export type Document = z.infer<typeof Document>;
export type Operation = z.infer<typeof Operation>;
export type Parameter = z.infer<typeof Parameter>;
export type Response = z.infer<typeof Response>;

/** Every operation of a document with its method and path, in the document's order. */
export function operationsIn({ paths }: Document) {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** A parameter, wherever it stands. */
export function parameterOf({ components }: Document, parameter: Parameter): Parameter {
  return parameter.$ref ? (components.parameters[nameOf(parameter.$ref)] ?? {}) : parameter;
}

/** A response, wherever it stands. */
export function responseOf({ components }: Document, response: Response): Response {
  return response.$ref ? (components.responses[nameOf(response.$ref)] ?? {}) : response;
}

/** The last part of a reference: `#/components/schemas/Order` → `Order`. */
export function nameOf(ref: string): string {
  return ref.split("/").at(-1) ?? ref;
}
