import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { methods } from "../meta.ts";
import { listProcedures, type Procedure } from "../procedure.ts";
import type { OpenApiFacts, OpenApiMeta, OpenApiMethod, OpenApiRouter } from "./types.ts";
import { isOptional, isSpellable, isVoid, objectOf } from "./zod.ts";

/** A procedure with `openapi` meta, checked. */
export type Endpoint = {
  /** The procedure's path in the router: `books.get`. */
  name: string;
  type: "query" | "mutation";
  method: OpenApiMethod;
  /** The template without a slash at its end: `/books/{id}`. */
  path: string;
  /** The names in the template, in its order. */
  params: string[];
  facts: OpenApiFacts;
  meta: OpenApiMeta;
  input: Input;
  output: z.core.$ZodType;
  /** Whether the input is in the body, and not in the query. */
  takesBody: boolean;
  /** What the body may be. */
  contentTypes: string[];
};

type Input = {
  /** Several inputs as one object; nothing where the procedure takes none. */
  object: z.ZodObject | undefined;
  /** Whether the procedure says what it takes. */
  isDeclared: boolean;
  isRequired: boolean;
  /** Where the title and the description of the input may stand: on the object or around it. */
  outer: z.core.$ZodType | undefined;
};

/**
 * The endpoints of a router, in the order of declaration.
 * @throws TRPCError naming the procedure and what is wrong with it
 */
export function endpointsOf(router: OpenApiRouter): Endpoint[] {
  const endpoints = listProcedures(router).flatMap((procedure) => {
    const { openapi } = procedure.meta as OpenApiMeta;
    if (openapi === undefined || openapi.enabled === false) return [];
    return [checked(procedure, () => describe(procedure, openapi))];
  });
  const taken = new Set<string>();
  for (const { name, type, method, path } of endpoints) {
    const route = `${method} ${path}`;
    if (taken.has(route)) {
      throw refusal({ name, type }, `Duplicate procedure defined for route ${route}`);
    }
    taken.add(route);
  }
  return endpoints;
}

/** A path with a slash in front and none behind. */
export function normalizePath(path: string): string {
  return `/${path.replace(/^\/|\/$/g, "")}`;
}

/** The names of the parameters in a template, or in a part of one. */
export function paramsOf(template: string): string[] {
  return [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
}

function describe(procedure: Procedure, openapi: OpenApiFacts): Endpoint {
  const { name, type, inputs, output } = procedure;
  if (type === "subscription") throw new Error("Subscriptions are not supported by OpenAPI v3");
  const { method, contentTypes = ["application/json"] } = openapi;
  if (!methods.includes(method)) throw new Error("Method must be GET, POST, PATCH, PUT or DELETE");
  if (contentTypes.length === 0) throw new Error("At least one content type must be specified");
  if (!isZod(output)) throw new Error("Output parser expects a Zod validator");
  const path = normalizePath(openapi.path);
  const params = paramsOf(path);
  const takesBody = method !== "GET" && method !== "DELETE";
  const input = inputOf(inputs, params);
  checkMembers(input, takesBody ? params : Object.keys(input.object?.shape ?? {}));
  return {
    ...{ name, type, method, path, params, input, output, takesBody, contentTypes },
    facts: openapi,
    meta: procedure.meta as OpenApiMeta,
  };
}

function inputOf(inputs: unknown[], params: string[]): Input {
  if (!inputs.every(isZod)) throw new Error("Input parser expects a Zod validator");
  const [outer] = inputs;
  if (outer === undefined) {
    return { object: z.object({}), isDeclared: false, isRequired: false, outer };
  }
  if (inputs.length === 1 && isVoid(outer) && params.length === 0) {
    return { object: undefined, isDeclared: true, isRequired: false, outer };
  }
  const objects = inputs.map(objectOf).filter((object) => object !== undefined);
  const [object] = objects;
  if (object === undefined || objects.length < inputs.length) {
    throw new Error("Input parser must be a ZodObject");
  }
  const merged: z.core.$ZodShape = Object.assign({}, ...objects.map(({ shape }) => shape));
  const absent = params.find((param) => !Object.hasOwn(merged, param));
  if (absent !== undefined) throw new Error(`Input parser expects key from path: "${absent}"`);
  return inputs.length === 1
    ? { object, isDeclared: true, isRequired: !isOptional(outer), outer }
    : { object: z.object(merged), isDeclared: true, isRequired: true, outer: undefined };
}

/** @throws Error where path or query can't spell a member */
function checkMembers({ object }: Input, names: string[]): void {
  for (const name of names) {
    const member = object?.shape[name];
    if (member === undefined || isSpellable(member)) continue;
    throw new Error(
      `Input parser key: "${name}" must be ZodString, ZodNumber, ZodBoolean, ZodBigInt or ZodDate`,
    );
  }
}

function isZod(schema: unknown): schema is z.core.$ZodType {
  return schema instanceof z.ZodType;
}

/** Runs `work`, and names the procedure in what it throws. */
export function checked<T>(procedure: Pick<Procedure, "name" | "type">, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusal(procedure, error instanceof Error ? error.message : String(error), error);
  }
}

function refusal(
  { name, type }: Pick<Procedure, "name" | "type">,
  message: string,
  cause?: unknown,
): TRPCError {
  const code = "INTERNAL_SERVER_ERROR";
  return new TRPCError({ code, message: `[${type}.${name}] - ${message}`, cause });
}
