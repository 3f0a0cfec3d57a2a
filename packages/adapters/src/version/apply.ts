import { TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import { toJsonSchema } from "../json-schema.ts";
import { checkInput, type Operation, parseRest } from "../operation.ts";
import { buildRegistry } from "../registry.ts";
import type { Change, Version } from "./define.ts";
import type { ServedVersion, Versions } from "./versions.ts";

/**
 * The versions that are served, newest first, each with its operations: those of today with the
 * differences of the version.
 * @throws Error naming the version and the operation where they don't fit
 */
export function serveVersions(today: Operation[], { head, older }: Versions): ServedVersion[] {
  return [
    { facts: head, operations: today },
    ...older.map((version) => ({ facts: version, operations: operationsOf(version, today) })),
  ];
}

function operationsOf(version: Version, today: Operation[]): Operation[] {
  const known = new Set(today.map(({ name }) => name));
  const named = [...Object.keys(version.changes), ...version.removed];
  const unknown = named.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new Error(`${version.name}: ${unknown} is no public operation of today.`);
  }
  const kept = today.filter(({ name }) => !version.removed.includes(name));
  const added = version.added === undefined ? [] : buildRegistry(version.added);
  return [...kept.map((operation) => adapt(operation, version)), ...added];
}

function adapt(operation: Operation, { name, changes }: Version): Operation {
  const change = changes[operation.name];
  if (change === undefined) return operation;
  try {
    return changed(operation, change);
  } catch (error) {
    const mend = error instanceof Error ? error.message : String(error);
    throw new Error(`${name}, ${operation.name}: ${mend}`, { cause: error });
  }
}

function changed(operation: Operation, change: Change<never, never>): Operation {
  const { input, output, rest, pointer, detail, example } = change;
  const place = rest === undefined ? operation : parseRest(rest);
  const { method, path, params } = place;
  const inputSchema = input ? toJsonSchema(input.schema, "input") : operation.inputSchema;
  checkInput(inputSchema, method, params);
  return {
    ...operation,
    ...{ method, path, params, inputSchema },
    outputSchema: output ? outputSchemaOf(output.schema) : operation.outputSchema,
    example: example ?? operation.example,
    adaptation: {
      ...(input ? { up: (value: unknown) => input.up(value) } : {}),
      // Each change fits its procedure, whose output this is.
      ...(output ? { down: (value: unknown) => output.down(value as never) } : {}),
      ...(pointer ? { pointer } : {}),
      ...(detail ? { detail } : {}),
    },
  };
}

function outputSchemaOf(schema: z.ZodType) {
  return schema instanceof z.ZodVoid ? undefined : toJsonSchema(schema, "output");
}

/**
 * What today's schema refuses of an input that `up` made is our fault and not the caller's, whose own
 * version took it.
 */
export function asOurFault(error: unknown, { name, adaptation }: Operation): unknown {
  const refused =
    error instanceof TRPCError && error.code === "BAD_REQUEST" && error.cause instanceof ZodError;
  if (!refused || adaptation?.up === undefined) return error;
  return new Error(`${name}: today's schema refuses what the older version's change made`, {
    cause: error,
  });
}
