import { invalidMember, newId } from "@crossdock/core";
import type { z } from "zod";
import type { QueryContext, SentAgain } from "../procedure/context.ts";
import { unitOfWork } from "../procedure/unit-of-work.ts";
import { readLog } from "./detail.ts";
import { differencesOf } from "./differences.ts";
import type { LogDetail, LogEntry, LogReplay, ReplayLog } from "./schema.ts";

/**
 * Sends a request of the REST API again, as who asks for it, and tells how the answers differ. A command
 * is done anew: it gets a key of its own.
 * @throws AppError `not_found`, `validation_failed` where it cannot be sent as it was
 */
export async function replayLog(
  ctx: QueryContext,
  { requestId, input }: z.output<typeof ReplayLog>,
): Promise<LogReplay> {
  const log = await readLog(ctx, requestId);
  const entry = log.entries.find(({ transport }) => transport === "rest");
  if (!entry) throw refused("requestId", "Only requests of the REST API can be sent again.");
  const call = callOf(entry, log.detail, { input, now: ctx.now });
  // Before it is sent: what somebody tried is in the audit log whatever becomes of it.
  await unitOfWork(ctx, "logs.replay", async ({ about }) => about(requestId));
  const answer = await ctx.services.sendAgain(call, ctx);
  return { ...answer, requestId: ctx.requestId, differences: compare(entry, log.detail, answer) };
}

function callOf(
  { method, path, version }: LogEntry,
  detail: LogDetail["detail"],
  { input, now }: { input: Record<string, unknown> | undefined; now: Date },
) {
  if (input === undefined && (detail === null || detail.masked)) {
    const why = detail === null ? "was not kept" : "was masked in parts";
    throw refused("input", `What was sent ${why}: send it as \`input\`.`);
  }
  const hasBody = method !== "GET" && method !== "DELETE";
  const headers = Object.entries(detail?.requestHeaders ?? {}).filter(([name]) => kept.has(name));
  const sent = { query: detail?.query ?? "", body: detail?.requestBody ?? null };
  const given = input && (hasBody ? asBody(input) : asQuery(input));
  return {
    ...{ method, version, path, ...sent, ...given },
    headers: {
      ...Object.fromEntries(headers),
      ...(given && hasBody ? { "content-type": "application/json" } : {}),
      // The same key would get the answer that was kept for it.
      "idempotency-key": newId("req", now),
    },
  };
}

/** What tells how a body is to be read and answered; nothing of who sent it. */
const kept: ReadonlySet<string> = new Set(["accept", "content-type", "if-match"]);

function asBody(input: Record<string, unknown>) {
  return { body: JSON.stringify(input) };
}

function asQuery(input: Record<string, unknown>) {
  const entries = Object.entries(input).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return { query: new URLSearchParams(entries).toString() };
}

function compare(
  before: LogEntry,
  detail: LogDetail["detail"],
  after: SentAgain,
): LogReplay["differences"] {
  const members = [
    { member: "status", before: String(before.status), after: String(after.status) },
    { member: "errorCode", before: before.errorCode, after: after.errorCode },
  ].filter((one) => one.before !== one.after);
  // Where the answer was not kept there is nothing to compare.
  if (detail === null) return members;
  return [...members, ...differencesOf(detail.responseBody, after.body)];
}

function refused(member: string, detail: string) {
  return invalidMember({ pointer: `#/${member}`, code: "not_replayable", detail });
}
