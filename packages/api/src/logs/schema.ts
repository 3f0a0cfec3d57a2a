import { idPattern, Page, pageQuery, Timestamp } from "@crossdock/core";
import { recordedTransports } from "@crossdock/telemetry/record";
import { z } from "zod";
import { AuditEntry } from "../audit/schema.ts";
import { InboxEvent } from "../inbox/schema.ts";
import { PartnerId } from "../partners/schema.ts";

export { recordedTransports };

/** The ranges that pages offer; others can be typed. */
export const logRanges = ["5m", "30m", "1h", "6h", "24h", "7d", "30d"] as const;

export const LogRange = z
  .string()
  .max(6)
  .regex(/^[1-9]\d{0,4}[mhd]$/, "Send a number and m, h or d, such as 90m, 6h or 3d")
  .describe("Back from now: a number and m, h or d, such as 90m, 6h or 3d. 24h by default");

export const LogStatus = z
  .string()
  .max(3)
  .regex(/^([1-5]xx|[1-5]\d\d)$/, "Send a status such as 404, or a class such as 4xx")
  .describe("A status such as 404, or a class such as 4xx");

export const RequestId = z.string().regex(idPattern("req"));
const TraceId = z.string().regex(/^[0-9a-f]{32}$/, "Send 32 hexadecimal digits in lower case");
const Moment = z.iso.datetime({ offset: true }).max(40);
const Name = z.string().trim().min(1).max(100);

const filters = {
  range: LogRange.optional(),
  from: Moment.optional().describe("From this moment on, in place of `range`"),
  to: Moment.optional().describe("Before this moment; with `from`"),
  transport: z.enum(recordedTransports).optional().describe("By which way the call came"),
  operation: Name.optional().describe("Such as orders.create; of a call that left, the connector"),
  version: z.string().trim().min(1).max(40).optional().describe("The version of the API"),
  principalId: Name.optional().describe("The key, client, user or connector that called"),
  partnerId: PartnerId.optional().describe("Calls of this partner's credentials"),
  method: z
    .string()
    .max(10)
    .regex(/^[A-Z]{3,10}$/, "Send a method in capitals, such as GET")
    .optional()
    .describe("The HTTP method, such as GET"),
  status: LogStatus.optional(),
  errorCode: Name.optional().describe("The code of the problem that was answered"),
  requestId: RequestId.optional().describe("The request with this id"),
  traceId: TraceId.optional().describe("Requests of this trace (W3C Trace Context)"),
  ip: z.string().trim().min(2).max(60).optional().describe("As it is kept, cut to its network"),
  minDurationMs: z
    .int()
    .min(1)
    .max(2_147_483)
    .optional()
    .describe("Calls that took at least as long"),
  q: z
    .string()
    .trim()
    .min(2)
    .max(100)
    .regex(/[\p{L}\p{N}]/u, "Send a letter or a digit at the least")
    .optional()
    .describe("How a word of the path or of the error's code begins, or a whole request id"),
};

/** What is looked for in the log of requests; the names are those of the pages' addresses. */
export const LogFilter = z.strictObject(filters);
export type LogFilter = z.output<typeof LogFilter>;

export const ListLogs = z.strictObject({ ...pageQuery, ...filters });

const Milliseconds = z.number().min(0);
const Phase = Milliseconds.nullable().describe("In milliseconds; null: there was no such phase");

export const LogEntry = z
  .object({
    id: z.string().max(20),
    at: Timestamp,
    requestId: z.string().max(200),
    traceId: z.string().max(32),
    transport: z.enum(recordedTransports),
    operation: z.string().max(200).nullable(),
    version: z.string().max(40).nullable(),
    principal: z
      .object({
        kind: z.string().max(20),
        id: z.string().max(300),
        name: z.string().max(300).nullable().describe("null: it is not there any more"),
      })
      .nullable()
      .describe("Whose credential it was; null: none that is known"),
    partnerId: z.string().max(100).nullable(),
    method: z.string().max(20),
    route: z.string().max(500).nullable(),
    path: z.string().max(2000),
    status: z.int().min(0).max(999).describe("499: the caller went away before the answer"),
    errorCode: z.string().max(100).nullable(),
    durationMs: Milliseconds,
    phases: z.object({ auth: Phase, limit: Phase, parse: Phase, database: Phase, render: Phase }),
    bytesIn: z.int().min(0),
    bytesOut: z.int().min(0),
    ip: z.string().max(60).nullable(),
    userAgent: z.string().max(1000).nullable(),
    replayed: z.boolean().describe("Answered with an earlier request's answer, by its key"),
    detailed: z.boolean().describe("Whether headers and bodies were kept"),
  })
  .meta({ id: "LogEntry" });
export type LogEntry = z.output<typeof LogEntry>;

export const LogPage = Page(LogEntry).meta({ id: "LogPage" });

export const ListLogErrors = z.strictObject({
  ...filters,
  sort: z.enum(["count", "lastAt"]).default("count"),
  limit: z.int().min(1).max(200).default(100),
});

/** What went wrong: requests that failed in the same way, at the same operation, of the same caller. */
export const LogErrors = z.object({
  data: z
    .array(
      z.object({
        errorCode: LogEntry.shape.errorCode,
        status: LogEntry.shape.status,
        transport: LogEntry.shape.transport,
        operation: LogEntry.shape.operation,
        version: LogEntry.shape.version,
        principal: LogEntry.shape.principal,
        count: z.int().min(1),
        firstAt: Timestamp,
        lastAt: Timestamp,
        requestId: LogEntry.shape.requestId.describe("The latest of them"),
      }),
    )
    .max(200),
});

/** What the live tail looks for: from now on, so it has no time. */
export const TailLogs = LogFilter.omit({ range: true, from: true, to: true });

/** A few new entries, the newest first. */
export type LogTail = {
  entries: LogEntry[];
  /** There were more than are shown. */
  skipped: boolean;
  /** `time`: ten minutes are over, listen again to go on; `caller`: sign-in or rights have changed. */
  ended: "time" | "caller" | null;
};

export const GetLog = z.strictObject({ requestId: RequestId });

const HeaderName = z.string().max(200);
const Headers = z.record(HeaderName, z.string().max(10_000));

export const LoggedBodies = z.object({
  query: z.string().max(10_000).nullable(),
  requestHeaders: Headers,
  requestBody: z.string().max(1_000_000).nullable(),
  responseHeaders: Headers,
  responseBody: z.string().max(1_000_000).nullable(),
  masked: z.boolean().describe("Whether anything of the request was masked"),
});
export type LoggedBodies = z.output<typeof LoggedBodies>;

const LoggedEvent = z.object({
  id: z.string().max(100),
  type: z.string().max(100),
  objectId: z.string().max(100),
  createdAt: Timestamp,
});

const Body = z.string().max(1_000_000).nullable();

export const ReplayLog = z.strictObject({
  requestId: RequestId,
  input: z
    .record(z.string().max(200), z.unknown())
    .optional()
    .describe("In place of what was sent: the body's members, or those of the query"),
});

/** How a request was answered when it was sent again, and how that differs from the first time. */
export const LogReplay = z.object({
  status: z.int(),
  errorCode: z.string().max(100).nullable(),
  body: Body,
  requestId: RequestId.describe("The new request's, in the log and in the audit log"),
  differences: z
    .array(
      z.object({
        member: z.string().max(2000).describe("`status`, `errorCode` or `body/lines/0/sku`"),
        before: z.string().max(500).nullable().describe("As JSON; null: there was none"),
        after: z.string().max(500).nullable(),
      }),
    )
    .max(102),
});
export type LogReplay = z.output<typeof LogReplay>;

/** A request with all that is known of it. */
export const LogDetail = z
  .object({
    entries: z.array(LogEntry).max(100).describe("One, or several of a batch"),
    outbound: z.array(LogEntry).max(100).describe("Calls of third parties on its behalf"),
    detail: LoggedBodies.nullable().describe("null: headers and bodies were not kept"),
    audit: z.array(AuditEntry).max(100).describe("What it changed; for the shop alone"),
    events: z.array(LoggedEvent).max(100).describe("What happened by it"),
    inbound: z.array(InboxEvent).max(100).describe("Webhooks that it brought; for the shop alone"),
    replays: z.array(LogEntry).max(100).describe("Other requests with its Idempotency-Key"),
  })
  .meta({ id: "LogDetail" });
export type LogDetail = z.output<typeof LogDetail>;
