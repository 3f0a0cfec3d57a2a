import {
  type ApiRequest,
  findOperation,
  inlined,
  type JsonObject,
  objectOf,
} from "@crossdock/connectors/openapi";
import { AppError } from "@crossdock/core";
import { prepareCall } from "../connections/call.ts";
import { documentOf } from "../connections/documents.ts";
import type { Context } from "../procedure/context.ts";
import type { Evaluated } from "./evaluate/compute.ts";
import { evaluate } from "./evaluate/evaluator.ts";
import type { MappingDefinition } from "./schema.ts";

/** What a mapping makes of a message: for a mapping out the request, without its credential. */
export type Prepared = Evaluated & { request: ApiRequest | null; shown: ApiRequest | null };

/** Evaluates a mapping, and judges the result by what its target takes. Sends nothing. */
export async function prepare(
  context: Context,
  definition: MappingDefinition,
  input: unknown,
): Promise<Prepared> {
  const { filter, fields, body } = definition;
  const schema = await bodySchema(context, definition);
  const evaluated = await evaluate({ input, filter, fields, body, schema });
  const nothing = { ...evaluated, request: null, shown: null };
  if (definition.direction === "in" || !evaluated.matches) return nothing;
  const { connectionId: id, method, path } = definition;
  try {
    const { values } = evaluated;
    const { request, shown } = await prepareCall(context, { id, method, path, values });
    return { ...evaluated, request, shown };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const found = (error.errors ?? []).map(({ pointer, detail }) => ({
      path: pointer.slice(2).split("/"),
      detail,
    }));
    const faults = found.length > 0 ? found : [{ path: ["connection"], detail: error.message }];
    return { ...nothing, faults: [...evaluated.faults, ...faults] };
  }
}

/** What the body must be like; null where nothing says so. */
async function bodySchema(
  { services }: Context,
  definition: MappingDefinition,
): Promise<JsonObject | null> {
  if (definition.direction === "in") return inputSchema(services, definition.operation);
  const { connectionId, method, path } = definition;
  const document = await documentOf(services.db.prisma, connectionId);
  const operation = document && findOperation(document, method, path);
  const { body, required } = { body: operation?.body, required: operation?.body?.required };
  if (!body || !/json|form/.test(body.mediaType)) return null;
  const sendsBody = definition.body !== null || definition.fields.some((one) => one.in === "body");
  return required || sendsBody ? body.schema : null;
}

/** The input of one of our operations, as its newest version takes it; null where there is none. */
export function inputSchema({ publicApi }: Context["services"], name: string): JsonObject | null {
  const operations = publicApi.versions[0]?.operations ?? [];
  const found = operations.find((operation) => operation.name === name);
  if (!found) return null;
  const root = objectOf(found.inputSchema);
  return inlined(root, root);
}
