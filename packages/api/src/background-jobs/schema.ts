import { Page, pageQuery, Timestamp } from "@crossdock/core";
import { z } from "zod";
import { pausableParts } from "../pauses/parts.ts";

const QueueName = z.string().min(1).max(100);
const JobId = z.uuid();
const Count = z.int().min(0);

/** `waiting` may be due later, `stuck` is running without a sign of life. */
const jobStates = ["waiting", "retrying", "running", "stuck", "failed", "done"] as const;
const JobState = z.enum(jobStates);

const JobQueue = z.object({
  name: QueueName,
  ...{ waiting: Count, retrying: Count, running: Count, stuck: Count, failed: Count },
  oldestDueAt: Timestamp.nullable().describe("Since when the oldest job waits that is due"),
  heldBy: z.enum(pausableParts).nullable().describe("The pause that its jobs wait for"),
  nextAt: Timestamp.nullable().describe("When the clock adds a job next"),
});

export const JobQueueList = z.object({
  at: Timestamp.describe("When it was so"),
  data: z.array(JobQueue).max(1000),
});

const Job = z.object({
  id: JobId,
  queue: QueueName,
  state: JobState,
  attempts: Count.describe("How often it was begun"),
  attemptsMax: Count,
  error: z.string().max(2000).nullable().describe("What its last attempt failed with, masked"),
  createdAt: Timestamp,
  dueAt: Timestamp,
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
});

export const JobPage = Page(Job);

export const JobDetail = Job.extend({
  data: z
    .record(z.string().max(100), z.union([z.string().max(200), z.number(), z.boolean(), z.null()]))
    .describe("What it was put in the queue with: ids and numbers stay, texts are masked"),
});

export const ListJobs = z.strictObject({
  ...pageQuery,
  queue: QueueName.optional(),
  state: JobState.optional(),
});

export const GetJob = z.strictObject({ id: JobId });

/** A job that was taken in hand; where it was discarded there is none of this id any more. */
export const HandledJob = z.object({ id: JobId, queue: QueueName });

export const HandleFailedJobs = z.strictObject({
  queue: QueueName,
  count: z
    .int()
    .min(1)
    .describe("How many have failed by then, as somebody has seen and confirmed"),
  endedBy: Timestamp.describe("Those that have failed until then; `at` of the list of queues"),
});

/** A step of at most 500 jobs: repeat it with `left` as the count until none is left. */
export const HandledJobs = z.object({ queue: QueueName, count: Count, left: Count });
