import { newId } from "@crossdock/core";
import { insideTransaction, type Tx } from "@crossdock/db";
import type { CommandContext, Context } from "./context.ts";
import { type EmittedEvent, newEvent, writeEvents } from "./events.ts";

/**
 * One transaction with its audit entry and its events: all of it happens or nothing. Commands run
 * in it; jobs and steps after a commit use it directly. May run again on a serialization failure,
 * so `work` must have no effect but through its context.
 */
export async function unitOfWork<T>(
  context: Context,
  action: string,
  work: (ctx: CommandContext) => Promise<T>,
): Promise<T> {
  const { db, live, clock } = context.services;
  let topics = new Set<string>();
  const result = await db.transaction(async (tx) => {
    topics = new Set();
    const now = clock.now();
    const events: EmittedEvent[] = [];
    let target: string | null = null;
    let isChange = true;
    const output = await work({
      ...context,
      now,
      db: tx,
      emit: (type, object, partnerId = null) => {
        events.push(newEvent(type, object, partnerId, now));
      },
      about: (targetId) => {
        target = targetId;
      },
      unchanged: () => {
        isChange = false;
      },
      enqueue: (job, data, startAfterSeconds) =>
        context.services.jobs.enqueue(job, data, { tx, startAfterSeconds }),
    });
    const targetId = target ?? idOf(output);
    await writeEvents(tx, context, now, events);
    if (isChange) await writeAudit(tx, context, now, action, targetId);
    if (isChange) collectTopics(topics, action, targetId, events);
    return output;
    // What a precondition has read must still be so when the work writes: else it is tried again.
  }, context.precondition && "RepeatableRead");
  live.publish(topics);
  return result;
}

/** A context for a call inside a command's transaction: it reads what the transaction sees. */
export function insideWork({
  services,
  db,
  principal,
  requestId,
  transport,
}: CommandContext): Context {
  const inside = { ...services, db: insideTransaction(services.db, db) };
  return { services: inside, principal, requestId, transport };
}

async function writeAudit(
  tx: Tx,
  { principal, transport, requestId }: Context,
  now: Date,
  action: string,
  targetId: string | null,
): Promise<void> {
  // Not createMany, here and for events: Prisma would plan each one anew, at three times the cost.
  await tx.auditEntry.create({
    data: {
      id: newId("aud", now),
      action,
      targetId,
      transport,
      requestId,
      actorKind: principal.kind,
      actorId: principal.id,
      actorName: principal.name,
      createdAt: now,
    },
    select: { id: true },
  });
}

// Pages refresh by the name of a domain ("orders") or of one object ("ord_…").
function collectTopics(
  topics: Set<string>,
  action: string,
  targetId: string | null,
  events: EmittedEvent[],
): void {
  topics.add(action.slice(0, action.indexOf(".")));
  if (targetId !== null) topics.add(targetId);
  for (const { type, object } of events) topics.add(`${type.split(".")[0]}s`).add(object.id);
}

function idOf(output: unknown): string | null {
  const id = (output as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? id : null;
}
