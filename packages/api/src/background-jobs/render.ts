import { AppError, maskText } from "@crossdock/core";
import type { JobQueue, StoredJob } from "@crossdock/db";
import { heldBy } from "../pauses/held.ts";
import type { Context } from "../procedure/context.ts";

export function toQueue({ services }: Context, { oldestDueAt, nextAt, ...queue }: JobQueue) {
  const job = services.backgroundJobs.find(({ name }) => name === queue.name);
  return {
    ...queue,
    heldBy: job ? heldBy(services.pauses, job) : null,
    oldestDueAt: oldestDueAt?.toISOString() ?? null,
    nextAt: nextAt?.toISOString() ?? null,
  };
}

export function toJob(job: StoredJob) {
  const { id, queue, state, attempts, attemptsMax, error } = job;
  return {
    ...{ id, queue, state, attempts, attemptsMax },
    error: error === null ? null : maskText(error),
    createdAt: job.createdAt.toISOString(),
    dueAt: job.dueAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    endedAt: job.endedAt?.toISOString() ?? null,
  };
}

/** With its data, of which people's addresses, codes and words stay where they are. */
export function toDetail(job: StoredJob) {
  const entries = Object.entries(job.data ?? {}).map(([name, value]) => [name, masked(value)]);
  return { ...toJob(job), data: Object.fromEntries(entries) };
}

function masked(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "string") return "…";
  return isId.test(value) ? value : `… (${value.length} characters)`;
}

const isId = /^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

export function encodePlace({ position }: StoredJob): string {
  return Buffer.from(position).toString("base64url");
}

/** @throws AppError `validation_failed` where the cursor is none of this list */
export function decodePlace(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const place = Buffer.from(cursor, "base64url").toString();
  if (isPlace.test(place)) return place;
  throw new AppError("validation_failed", {
    detail: "The cursor is not valid.",
    errors: [
      {
        ...{ pointer: "#/cursor", code: "invalid_cursor" },
        detail: "This is no cursor of this list.",
        fix: "Send nextCursor of the page before, unchanged, or leave it out.",
      },
    ],
  });
}

const isPlace = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)? [0-9a-f-]{36}$/;
