import { ApiAuth, type ApiRequest } from "@crossdock/connectors/openapi";
import { sendCall } from "../connections/call.ts";
import { ShownRequest } from "../connections/schema.ts";
import type { Context } from "../procedure/context.ts";
import type { EvaluateFault } from "./evaluate/compute.ts";
import { hopsHeader, hopsMax, runKey } from "./key.ts";
import { eventMessage } from "./message.ts";
import { prepare } from "./prepare.ts";
import type { RunRow } from "./run-row.ts";
import type { MappingDefinition } from "./schema.ts";
import { type Outcome, refusal } from "./settle.ts";

type Definition = Extract<MappingDefinition, { direction: "out" }>;

/** Calls the other side for an event of ours. Never throws for what the other side did. */
export async function runOut(
  context: Context,
  run: RunRow,
  definition: Definition,
): Promise<Outcome> {
  const { prisma } = context.services.db;
  const ready = await requestFor(context, run, definition);
  if ("status" in ready) return ready;
  const row = await prisma.connection.findUniqueOrThrow({
    where: { id: definition.connectionId },
    select: { id: true, baseUrl: true, auth: true },
  });
  const call = { ...row, auth: ApiAuth.parse(row.auth), request: ready };
  const messageId = runKey(run.mappingId, run.eventId);
  const answer = await sendCall(context, call, { messageId });
  const { status, body, failure, durationMs, retryable, headers } = answer;
  const isGood = status !== null && status >= 200 && status < 300;
  return {
    status: isGood ? "succeeded" : "failed",
    error: isGood ? null : (failure ?? `The other side answered ${status}.`),
    answerStatus: status,
    answer: status === null ? null : body,
    retryable,
    retryAfter: headers["retry-after"] ?? null,
    durationMs,
  };
}

/** The same request in every attempt: it is made at the first, and kept. */
async function requestFor(
  context: Context,
  run: RunRow,
  definition: Definition,
): Promise<ApiRequest | Outcome> {
  const kept = ShownRequest.safeParse(run.request);
  if (kept.success) return kept.data;
  if (run.hops >= hopsMax)
    return refusal(`It was stopped: ${run.hops} mappings in a row led to this event.`);
  const { prisma } = context.services.db;
  const event = await prisma.event.findUniqueOrThrow({ where: { id: run.eventId } });
  const { matches, faults, request } = await prepare(context, definition, eventMessage(event));
  if (!matches) return { status: "skipped", error: null, retryable: false, counts: false };
  if (!request || faults.length > 0) return refusal(faultsText(faults));
  const headers = {
    ...request.headers,
    "idempotency-key": runKey(run.mappingId, run.eventId),
    [hopsHeader]: String(run.hops + 1),
  };
  const made = { ...request, headers };
  await prisma.mappingRun.update({ where: { id: run.id }, data: { request: made } });
  return made;
}

export function faultsText(faults: readonly EvaluateFault[]): string {
  const lines = faults.map(({ path, detail }) => `${path.join(".")}: ${detail}`);
  return lines.join(" ").slice(0, 2000);
}
