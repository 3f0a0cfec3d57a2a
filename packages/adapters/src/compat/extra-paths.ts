import { z } from "zod";
import type { JsonSchema } from "../json-schema.ts";
import { headersOf, type Place, parametersIn } from "./operation.ts";
import type { Describe, Io } from "./schema.ts";

type Writer = { root: Describe; place: Place };

/** The schemas that are in path items: in requests and in answers. */
export function schemasIn(items: object, describe: Describe): Record<Io, JsonSchema[]> {
  const found: Record<Io, JsonSchema[]> = { input: [], output: [] };
  const note: Describe = (schema, io) => {
    const root = describe(schema, io);
    found[io].push(root);
    return root;
  };
  write(items, { root: note, place: (part) => part }, "input");
  return found;
}

/**
 * A path item of OpenAPI with JSON Schemas in place of its Zod schemas. Its operations may have
 * `requestParams` with an object schema for each of `path`, `query`, `header` and `cookie`.
 */
export function writeItem(item: object, writer: Writer): Record<string, object> {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, Object(write(value, writer, "input"))]),
  );
}

function write(value: unknown, writer: Writer, io: Io): unknown {
  if (value instanceof z.ZodType) {
    const root = writer.root(value, io);
    return writer.place(root, root);
  }
  if (Array.isArray(value)) return value.map((item) => write(item, writer, io));
  if (typeof value !== "object" || value === null) return value;
  const { requestParams, ...members } = value as Record<string, unknown>;
  const written = Object.fromEntries(
    Object.entries(members).map(([key, member]) => {
      if (key === "headers" && member instanceof z.ZodObject) {
        return [key, headersOf(writer.root(member, io), writer.place)];
      }
      return [key, write(member, writer, key === "responses" ? "output" : io)];
    }),
  );
  if (requestParams === undefined) return written;
  return { ...written, parameters: [...parametersOf(written), ...expand(requestParams, writer)] };
}

function parametersOf({ parameters }: Record<string, unknown>): unknown[] {
  return Array.isArray(parameters) ? parameters : [];
}

function expand(requestParams: unknown, { root, place }: Writer): object[] {
  return Object.entries(Object(requestParams)).flatMap(([where, schema]) =>
    schema instanceof z.ZodObject ? parametersIn(where, root(schema, "input"), place) : [],
  );
}
