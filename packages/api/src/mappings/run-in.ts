import type { Principal } from "@crossdock/core";
import { callTRPCProcedure } from "@trpc/server";
import type { Context } from "../procedure/context.ts";
import { toAppError } from "../procedure/errors.ts";
import { appRouter } from "../router.ts";
import { runKey } from "./key.ts";
import { inboundMessage } from "./message.ts";
import { inputSchema, prepare } from "./prepare.ts";
import { faultsText } from "./run-out.ts";
import type { RunRow } from "./run-row.ts";
import type { MappingDefinition } from "./schema.ts";
import { type Outcome, refusal } from "./settle.ts";

type Definition = Extract<MappingDefinition, { direction: "in" }>;

/**
 * Calls one of our procedures for somebody else's event, with the scopes that were chosen and nothing
 * else. The idempotency key is written with the effect: however often it runs, it happens once.
 */
export async function runIn(
  context: Context,
  run: RunRow,
  definition: Definition,
): Promise<Outcome> {
  const { prisma } = context.services.db;
  const event = await prisma.inboxEvent.findUniqueOrThrow({ where: { id: run.eventId } });
  const { matches, faults, values } = await prepare(context, definition, inboundMessage(event));
  if (!matches) return { status: "skipped", error: null, retryable: false, counts: false };
  if (faults.length > 0) return refusal(faultsText(faults));
  const { operation } = definition;
  if (!inputSchema(context.services, operation))
    return refusal(`There is no operation ${operation}.`);
  const input = values.body ?? {};
  const request = { operation, input: input as object };
  await prisma.mappingRun.update({ where: { id: run.id }, data: { request } });
  try {
    const output = await call(asMapping(context, run, definition), operation, input);
    return { ...done, answer: JSON.stringify(output) };
  } catch (thrown) {
    const error = toAppError(thrown);
    const later = error.status >= 500 || [404, 409, 425, 429].includes(error.status);
    const details = (error.errors ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
    return {
      status: "failed",
      error: [error.message, ...details].join(" "),
      answerStatus: error.status,
      // What it waits for may come with another event: an order that is not there yet, for one.
      retryable: later,
    };
  }
}

const done = { status: "succeeded", error: null, retryable: false, answerStatus: 200 } as const;

function call(ctx: Context, path: string, input: unknown): Promise<unknown> {
  return callTRPCProcedure({
    ...{ router: appRouter, path, ctx, type: "mutation", signal: undefined, batchIndex: 0 },
    getRawInput: async () => input,
  });
}

function asMapping(context: Context, run: RunRow, { scopes, partnerId }: Definition): Context {
  const key = runKey(run.mappingId, run.eventId);
  const principal: Principal = {
    ...{ kind: "connector", id: run.mappingId, name: "Mapping", partnerId },
    permissions: new Set(scopes),
  };
  return {
    ...context,
    ...{ principal, transport: "webhook", requestId: run.requestId, hops: run.hops },
    // What was done is never done again, whatever the mapping has become since.
    idempotency: { key, fingerprint: key },
  };
}
